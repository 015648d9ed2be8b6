package main

import (
	"strings"
	"testing"
)

func TestNumbers(t *testing.T) {
	for _, row := range []struct {
		about    string
		value    float64
		decimals int
		want     string
	}{
		{"small stays", 0.375, 2, "0.38"},
		{"three digits have no comma", 999, 0, "999"},
		{"thousands have one", 13062.4, 0, "13,062"},
		{"millions have two", 1234567.5, 1, "1,234,567.5"},
	} {
		t.Run(row.about, func(t *testing.T) {
			if got := number(row.value, row.decimals); got != row.want {
				t.Errorf("got %s, want %s", got, row.want)
			}
		})
	}
}

func TestMedians(t *testing.T) {
	for _, row := range []struct {
		about  string
		values []float64
		want   float64
	}{
		{"of one is it", []float64{3}, 3},
		{"of two is between", []float64{4, 2}, 3},
		{"of three is in the middle", []float64{9, 1, 2}, 2},
		{"of four is between the inner two", []float64{9, 1, 2, 4}, 3},
	} {
		t.Run(row.about, func(t *testing.T) {
			if got := median(row.values); got != row.want {
				t.Errorf("got %v, want %v", got, row.want)
			}
		})
	}
}

func TestTheReportHasEveryRoundsRatioAndItsDoubts(t *testing.T) {
	r := rounds{
		Machine:   "a machine",
		Ours:      []figures{{ReviewsPerCPUSecond: 9000, ServerBusy: 1}, {ReviewsPerCPUSecond: 12000, ServerBusy: 0.5}},
		Yardstick: []figures{{ReviewsPerCPUSecond: 3000, ServerBusy: 1, OthersBusy: 0.5}, {ReviewsPerCPUSecond: 3000, ServerBusy: 1}},
	}
	text := r.markdown()
	for _, want := range []string{
		"| reviews per CPU second | 10,500 (9,000..12,000) | 3,000 (3,000..3,000) |",
		"**3.50** (by round: 3.00, 4.00)",
		"Medians of 2 rounds (least..most); a machine.",
		"> Round 2, ours: the server had only 50 % of a core",
		"> Round 1, yardstick: other work kept 0.5 cores busy",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q:\n%s", want, text)
		}
	}
}
