package main

import (
	"strings"
	"testing"
)

func TestSizesAreToldSideBySide(t *testing.T) {
	s := sizes{
		Machine: "a machine", LimitMiB: 320,
		Empty: []figures{{ReadySeconds: 4, PeakMiB: 100, ReviewsPerCPUSecond: 1000}, {ReadySeconds: 2, PeakMiB: 100, ReviewsPerCPUSecond: 2000}},
		Large: []figures{{ReadySeconds: 8, PeakMiB: 200, ReviewsPerCPUSecond: 900}, {ReadySeconds: 6, PeakMiB: 240, ReviewsPerCPUSecond: 1600}},
	}
	for _, want := range []string{
		"| start to ready | 3.00 s (2.00..4.00) | 7.00 s (6.00..8.00) | 2.50 (2.00..3.00) |\n",
		"5,000 nodes, 30,000 claims with their volumes, 100,000 pods",
		"Peak in the large cluster: **240 MiB** (aim: 256, limit: 320).",
		"Reviews per CPU second there: **0.85** of those in the empty one (aim: at least 0.83).",
	} {
		if got := s.markdown(); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
