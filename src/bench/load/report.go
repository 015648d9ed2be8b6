package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

const (
	oursName      = "ours"
	yardstickName = "yardstick"

	busyEnough      = 0.9
	othersTolerated = 0.15
)

// rounds are the figures of both servers, round by round.
type rounds struct {
	Machine         string
	Ours, Yardstick []figures
}

type row struct {
	name     string
	decimals int
	unit     string
	value    func(figures) float64
}

var rows = []row{
	{"reviews per CPU second", 0, "", func(f figures) float64 { return f.ReviewsPerCPUSecond }},
	{fmt.Sprintf("reviews/s, %d connections", connections), 0, "", func(f figures) float64 { return f.ReviewsPerSecond }},
	{fmt.Sprintf("latency at %d reviews/s, p50", steadyRate), 2, " ms", func(f figures) float64 { return f.Steady.P50 }},
	{"… p99", 2, " ms", func(f figures) float64 { return f.Steady.P99 }},
	{"… p99.9", 2, " ms", func(f figures) float64 { return f.Steady.P999 }},
	{"… longest", 2, " ms", func(f figures) float64 { return f.Steady.Max }},
	{"start to ready", 2, " s", func(f figures) float64 { return f.ReadySeconds }},
	{fmt.Sprintf("just ready, at %d reviews/s, p50", freshRate), 2, " ms", func(f figures) float64 { return f.Fresh.P50 }},
	{"… p99", 2, " ms", func(f figures) float64 { return f.Fresh.P99 }},
	{"… longest", 2, " ms", func(f figures) float64 { return f.Fresh.Max }},
	{"memory (RSS) when ready", 0, " MiB", func(f figures) float64 { return f.IdleMiB }},
	{"memory (RSS) after the load", 0, " MiB", func(f figures) float64 { return f.LoadedMiB }},
}

// markdown is the table for src/docs/performance.md, with what must be known to read it.
func (r rounds) markdown() string {
	var out strings.Builder
	out.WriteString("| | Kosmos Admission | Go yardstick |\n|---|---|---|\n")
	for _, row := range rows {
		fmt.Fprintf(&out, "| %s | %s | %s |\n", row.name, row.cell(r.Ours), row.cell(r.Yardstick))
	}
	ratios := r.ratios()
	texts := make([]string, len(ratios))
	for i, ratio := range ratios {
		texts[i] = number(ratio, 2)
	}
	fmt.Fprintf(&out, "\nReviews per CPU second, Kosmos Admission to yardstick: **%s** (by round: %s).\n",
		number(median(ratios), 2), strings.Join(texts, ", "))
	basis := "One round"
	if len(ratios) > 1 {
		basis = fmt.Sprintf("Medians of %d rounds (least..most)", len(ratios))
	}
	fmt.Fprintf(&out, "%s; %s.\n", basis, r.Machine)
	for _, note := range notes(map[string][]figures{oursName: r.Ours, yardstickName: r.Yardstick}) {
		fmt.Fprintf(&out, "\n> %s\n", note)
	}
	return out.String()
}

func (r rounds) ratios() []float64 {
	ratios := make([]float64, len(r.Ours))
	for i := range ratios {
		ratios[i] = r.Ours[i].ReviewsPerCPUSecond / r.Yardstick[i].ReviewsPerCPUSecond
	}
	return ratios
}

// notes are the reasons to doubt the figures of these servers.
func notes(servers map[string][]figures) []string {
	var notes []string
	for name, all := range servers {
		for i, f := range all {
			if f.OthersBusy > othersTolerated {
				notes = append(notes, fmt.Sprintf("Round %d, %s: other work kept %.1f cores busy meanwhile, which slows both servers; "+
					"end it and measure again.", i+1, name, f.OthersBusy))
			} else if f.ServerBusy < busyEnough {
				notes = append(notes, fmt.Sprintf("Round %d, %s: the server had only %.0f %% of a core to do while the load generator was busy for %.0f %%, "+
					"so it can do more reviews/s than the table says.", i+1, name, 100*f.ServerBusy, 100*f.GeneratorBusy))
			}
		}
	}
	slices.Sort(notes)
	return notes
}

func values(all []figures, value func(figures) float64) []float64 {
	values := make([]float64, len(all))
	for i, f := range all {
		values[i] = value(f)
	}
	return values
}

func (r row) cell(all []figures) string {
	values := values(all, r.value)
	text := number(median(values), r.decimals) + r.unit
	if len(values) > 1 {
		text += fmt.Sprintf(" (%s..%s)", number(slices.Min(values), r.decimals), number(slices.Max(values), r.decimals))
	}
	return text
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return (quantile(sorted, 0.5) + quantile(sorted, 0.5+0.5/float64(max(1, len(sorted))))) / 2
}

// number writes a value with commas between thousands.
func number(value float64, decimals int) string {
	text := fmt.Sprintf("%.*f", decimals, math.Abs(value))
	whole, rest, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	return whole
}
