package main

import (
	"fmt"
	"slices"
	"strings"
)

const (
	memoryAimMiB = 256
	slowerAim    = 1.2
)

// sizes are the figures of both clusters, round by round.
type sizes struct {
	Machine             string
	LimitMiB, Workloads int
	Empty, Large        []figures
}

var sizeRows = []row{
	{"start to ready", 2, " s", func(f figures) float64 { return f.ReadySeconds }},
	{"memory (RSS) when ready", 0, " MiB", func(f figures) float64 { return f.IdleMiB }},
	{"memory (RSS) after the load", 0, " MiB", func(f figures) float64 { return f.LoadedMiB }},
	{"memory (RSS), peak until ready", 0, " MiB", func(f figures) float64 { return f.ReadyPeakMiB }},
	{"memory (RSS), peak under load", 0, " MiB", func(f figures) float64 { return f.PeakMiB }},
	{fmt.Sprintf("just ready, at %d reviews/s, p50", freshRate), 2, " ms", func(f figures) float64 { return f.Fresh.P50 }},
	{"… p90", 2, " ms", func(f figures) float64 { return f.Fresh.P90 }},
	{"… p99", 2, " ms", func(f figures) float64 { return f.Fresh.P99 }},
	{"reviews per CPU second", 0, "", func(f figures) float64 { return f.ReviewsPerCPUSecond }},
	{fmt.Sprintf("latency at %d reviews/s, p50", calmRate), 2, " ms", func(f figures) float64 { return f.Calm.P50 }},
	{"… p90", 2, " ms", func(f figures) float64 { return f.Calm.P90 }},
	{"… p99", 2, " ms", func(f figures) float64 { return f.Calm.P99 }},
	{fmt.Sprintf("latency at %d reviews/s, p50", steadyRate), 2, " ms", func(f figures) float64 { return f.Steady.P50 }},
	{"… p90", 2, " ms", func(f figures) float64 { return f.Steady.P90 }},
	{"… p99", 2, " ms", func(f figures) float64 { return f.Steady.P99 }},
}

// markdown is the table for src/docs/performance.md, with what must be known to read it.
func (s sizes) markdown() string {
	var out strings.Builder
	out.WriteString("| | empty cluster | large cluster | large to empty |\n|---|---|---|---|\n")
	for _, row := range sizeRows {
		fmt.Fprintf(&out, "| %s | %s | %s | %s |\n", row.name, row.cell(s.Empty), row.cell(s.Large), spread(s.ratios(row.value)))
	}
	large := largeCluster(s.Workloads)
	fmt.Fprintf(&out, "\nEmpty: %d nodes. Large: %s nodes, %s claims with their volumes, %s pods of which %s mount a claim, %s workloads.\n",
		emptyCluster.nodes, number(float64(large.nodes), 0), number(float64(large.claims), 0), number(float64(large.pods), 0),
		number(float64(large.claims), 0), number(float64(large.workloads), 0))
	fmt.Fprintf(&out, "Peak in the large cluster: **%s MiB** (aim: %d, limit: %d). Reviews per CPU second there: **%s** of those in the empty one (aim: at least %s).\n",
		number(slices.Max(values(s.Large, func(f figures) float64 { return f.PeakMiB })), 0), memoryAimMiB, s.LimitMiB,
		number(median(s.ratios(func(f figures) float64 { return f.ReviewsPerCPUSecond })), 2), number(1/slowerAim, 2))
	fmt.Fprintf(&out, "Medians (least..most), rounds: %d; %s.\n", len(s.Large), s.Machine)
	for _, note := range notes(map[string][]figures{emptyName: s.Empty, largeName: s.Large}) {
		fmt.Fprintf(&out, "\n> %s\n", note)
	}
	return out.String()
}

// ratios are those of the two servers of each round, which met the same machine.
func (s sizes) ratios(value func(figures) float64) []float64 {
	ratios := make([]float64, len(s.Large))
	for i := range ratios {
		ratios[i] = value(s.Large[i]) / value(s.Empty[i])
	}
	return ratios
}

func spread(values []float64) string {
	text := number(median(values), 2)
	if len(values) > 1 {
		text += fmt.Sprintf(" (%s..%s)", number(slices.Min(values), 2), number(slices.Max(values), 2))
	}
	return text
}
