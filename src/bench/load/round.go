package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"path/filepath"
	"syscall"
	"time"
)

const (
	freshRate  = 200 // reviews per second on a replica that is ready for the first time
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
	Fresh, Steady       latencies
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
	if f.IdleMiB, err = server.residentMiB(); err != nil {
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
	if f.Steady, err = openLoop(ctx, t, all, steadyRate, b.plan.Steady); err != nil {
		return f, fmt.Errorf("at %d reviews/s: %w", steadyRate, err)
	}
	f.LoadedMiB, err = server.residentMiB()
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
