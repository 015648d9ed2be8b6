package main

import "testing"

func TestQuantiles(t *testing.T) {
	hundred := make([]int, 100)
	for i := range hundred {
		hundred[i] = i + 1
	}
	for _, row := range []struct {
		about  string
		sorted []int
		share  float64
		want   int
	}{
		{"half of a hundred", hundred, 0.5, 50},
		{"99 of a hundred", hundred, 0.99, 99},
		{"beyond the last but one is the last", hundred, 0.999, 100},
		{"all is the largest", hundred, 1, 100},
		{"the median of three is in the middle", []int{1, 5, 9}, 0.5, 5},
		{"one value is every quantile", []int{7}, 0.99, 7},
		{"none is zero", nil, 0.5, 0},
	} {
		t.Run(row.about, func(t *testing.T) {
			if got := quantile(row.sorted, row.share); got != row.want {
				t.Errorf("got %d, want %d", got, row.want)
			}
		})
	}
}
