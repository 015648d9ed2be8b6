package main

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// latencies of one open loop, in milliseconds. Late is how late the load generator itself was: part of the others.
type latencies struct {
	Count                    int
	P50, P90, P99, P999, Max float64
	LateP99                  float64
}

func summarize(took, late []time.Duration) latencies {
	slices.Sort(took)
	slices.Sort(late)
	return latencies{len(took), at(took, 0.5), at(took, 0.9), at(took, 0.99), at(took, 0.999), at(took, 1), at(late, 0.99)}
}

func at(sorted []time.Duration, share float64) float64 {
	return float64(quantile(sorted, share)) / float64(time.Millisecond)
}

// quantile is the smallest value that the given share of all values doesn't exceed; zero of none.
func quantile[T cmp.Ordered](sorted []T, share float64) T {
	if len(sorted) == 0 {
		var zero T
		return zero
	}
	return sorted[max(0, int(math.Ceil(share*float64(len(sorted))))-1)]
}
