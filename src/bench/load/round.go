package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"syscall"
	"time"
)

const (
	freshRate  = 200 // reviews per second on a replica that is ready for the first time
	calmRate   = 200 // and on one that is warm
	steadyRate = 500
)

// subject is one of the two servers that are compared.
type subject struct {
	Name string
	// command and readiness of a server on the given port.
	command func(port, managementPort string) []string
	ready   func(port, managementPort string) func() error
}

// plan is how long the parts of a round last.
type plan struct {
	Rounds                            int
	Fresh, WarmUp, Saturation, Steady time.Duration
}

// figures are what one round of one server gave.
type figures struct {
	ReadySeconds        float64
	IdleMiB, LoadedMiB  float64
	ReadyPeakMiB        float64 // the highest until it was ready
	PeakMiB             float64
	Fresh, Calm, Steady latencies
	ReviewsPerSecond    float64
	ReviewsPerCPUSecond float64
	ServerBusy          float64 // CPU seconds per second while saturated: 1 is the whole core
	GeneratorBusy       float64
	OthersBusy          float64 // all else on the machine, and what its hypervisor gave to other machines
}

// bench is what all rounds share.
type bench struct {
	plan         plan
	review       *review
	tls          *tls.Config
	serverCore   string
	outputFolder string
}

// rounds measures all subjects in turn, so that what else the machine does meets them alike; figures by subject.
func (b *bench) rounds(ctx context.Context, subjects []subject, progress io.Writer) (map[string][]figures, error) {
	measured := map[string][]figures{}
	for number := 1; number <= b.plan.Rounds; number++ {
		for _, s := range subjects {
			fmt.Fprintf(progress, "round %d of %d, %s: ", number, b.plan.Rounds, s.Name)
			f, err := b.round(ctx, s, number)
			if err != nil {
				fmt.Fprintln(progress, "failed")
				return nil, fmt.Errorf("round %d, %s: %w", number, s.Name, err)
			}
			fmt.Fprintf(progress, "%.0f reviews per CPU second, p99 %.2f ms, %.0f MiB at most\n", f.ReviewsPerCPUSecond, f.Steady.P99, f.PeakMiB)
			measured[s.Name] = append(measured[s.Name], f)
		}
	}
	return measured, nil
}

// round starts a server, measures it and stops it.
func (b *bench) round(ctx context.Context, s subject, number int) (figures, error) {
	port, err := freePort()
	if err != nil {
		return figures{}, err
	}
	managementPort, err := freePort()
	if err != nil {
		return figures{}, err
	}
	server, err := start(s.command(port, managementPort), b.serverCore, filepath.Join(b.outputFolder, fmt.Sprintf("%s-%d.log", s.Name, number)))
	if err != nil {
		return figures{}, err
	}
	defer server.stop()
	t := &target{address: "127.0.0.1:" + port, tls: b.tls, review: b.review}
	measured, err := b.measure(ctx, server, t, s.ready(port, managementPort))
	if err != nil && ctx.Err() == nil {
		err = server.explain(err)
	}
	return measured, err
}

func (b *bench) measure(ctx context.Context, server *process, t *target, ready func() error) (f figures, err error) {
	took, err := server.awaitReady(ctx, ready)
	if err != nil {
		return f, err
	}
	f.ReadySeconds = took.Seconds()
	if f.IdleMiB, err = server.memoryMiB("VmRSS"); err != nil {
		return f, err
	}
	if f.ReadyPeakMiB, err = server.memoryMiB("VmHWM"); err != nil {
		return f, err
	}
	if f.Fresh, err = openLoop(ctx, t, nil, freshRate, b.plan.Fresh); err != nil {
		return f, fmt.Errorf("fresh, at %d reviews/s: %w", freshRate, err)
	}
	all, err := connectAll(ctx, t)
	if err != nil {
		return f, err
	}
	if err := b.saturate(ctx, server, all, &f); err != nil {
		closeAll(all)
		return f, fmt.Errorf("saturated: %w", err)
	}
	if f.Calm, err = openLoop(ctx, t, nil, calmRate, b.plan.Steady); err != nil {
		closeAll(all)
		return f, fmt.Errorf("at %d reviews/s: %w", calmRate, err)
	}
	if f.Steady, err = openLoop(ctx, t, all, steadyRate, b.plan.Steady); err != nil {
		return f, fmt.Errorf("at %d reviews/s: %w", steadyRate, err)
	}
	if f.LoadedMiB, err = server.memoryMiB("VmRSS"); err != nil {
		return f, err
	}
	f.PeakMiB, err = server.memoryMiB("VmHWM")
	return f, err
}

// saturate warms the server up, then counts its reviews against its CPU time.
func (b *bench) saturate(ctx context.Context, server *process, all []*connection, f *figures) error {
	if _, err := closedLoop(ctx, all, b.plan.WarmUp); err != nil {
		return err
	}
	before, err := clocks(server)
	if err != nil {
		return err
	}
	count, err := closedLoop(ctx, all, b.plan.Saturation)
	if err != nil {
		return err
	}
	after, err := clocks(server)
	if err != nil {
		return err
	}
	seconds := after.at.Sub(before.at).Seconds()
	used, own := after.server-before.server, after.generator-before.generator
	if used <= 0 {
		return errors.New("the server used no CPU time; measure the server itself, not a script that starts it")
	}
	f.ReviewsPerSecond = float64(count) / seconds
	f.ReviewsPerCPUSecond = float64(count) / used
	f.ServerBusy = used / seconds
	f.GeneratorBusy = own / seconds
	f.OthersBusy = max(0, after.machine-before.machine-used-own) / seconds
	return nil
}

// reading is the CPU seconds used so far, by whom.
type reading struct {
	at                         time.Time
	server, generator, machine float64
}

func clocks(server *process) (r reading, err error) {
	r.at, r.generator = time.Now(), ownCPUSeconds()
	if r.server, err = server.cpuSeconds(); err != nil {
		return r, err
	}
	r.machine, err = machineCPUSeconds()
	return r, err
}

func ownCPUSeconds() float64 {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()).Seconds()
}
