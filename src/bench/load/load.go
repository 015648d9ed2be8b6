package main

import (
	"context"
	"sync"
	"syscall"
	"time"
)

const (
	connections    = 8   // of the closed loop
	maxConnections = 256 // of the open loop, which opens one whenever none is idle, as API servers do
	maxReviews     = 10_000_000
)

// connectAll opens the closed loop's connections.
func connectAll(ctx context.Context, t *target) ([]*connection, error) {
	var all []*connection
	for range connections {
		c, err := t.connect(ctx)
		if err != nil {
			closeAll(all)
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

func closeAll(all []*connection) {
	for _, c := range all {
		c.close()
	}
}

// closedLoop keeps every connection busy for as long as told and counts the answers: the server is saturated.
func closedLoop(ctx context.Context, all []*connection, length time.Duration) (int, error) {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	end := time.Now().Add(length)
	counts := make([]int, len(all))
	var running sync.WaitGroup
	for i, c := range all {
		running.Go(func() {
			for counts[i] < maxReviews && ctx.Err() == nil && time.Now().Before(end) {
				if err := c.send(); err != nil {
					fail(err)
					return
				}
				counts[i]++
			}
		})
	}
	running.Wait()
	total := 0
	for _, count := range counts {
		total += count
	}
	return total, context.Cause(ctx)
}

// openLoop sends reviews at a fixed rate, whatever the server does. A latency runs from the time a review was due, so
// a stall is felt by every review that it holds up. It starts on the idle connections given, which it owns and closes.
func openLoop(ctx context.Context, t *target, idle []*connection, rate int, length time.Duration) (latencies, error) {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	pool := &pool{target: t, idle: idle, places: make(chan struct{}, maxConnections)}
	defer pool.closeIdle()
	interval := time.Second / time.Duration(rate)
	count := min(int(length/interval), maxReviews)
	took, late := make([]time.Duration, count), make([]time.Duration, count)
	start := time.Now().Add(interval)
	var running sync.WaitGroup
	for i := 0; i < count && ctx.Err() == nil; i++ {
		due := start.Add(time.Duration(i) * interval)
		sleepUntil(due)
		late[i] = time.Since(due)
		running.Go(func() {
			if err := pool.send(ctx); err != nil {
				fail(err)
			}
			took[i] = time.Since(due)
		})
	}
	running.Wait()
	return summarize(took, late), context.Cause(ctx)
}

// sleepUntil is exact to about 0.1 ms; time.Sleep may be a millisecond late, which would count as latency.
func sleepUntil(due time.Time) {
	for range 1000 { // a signal interrupts the sleep
		left := time.Until(due)
		if left <= 0 {
			return
		}
		request := syscall.NsecToTimespec(int64(min(left, time.Second)))
		_ = syscall.Nanosleep(&request, nil)
	}
}

// pool hands out the connection that was used last, or a new one.
type pool struct {
	target *target
	places chan struct{}
	lock   sync.Mutex
	idle   []*connection
}

func (p *pool) send(ctx context.Context) error {
	select {
	case p.places <- struct{}{}:
		defer func() { <-p.places }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	c := p.take()
	if c == nil {
		var err error
		if c, err = p.target.connect(ctx); err != nil {
			return err
		}
	}
	if err := c.send(); err != nil {
		c.close()
		return err
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	p.idle = append(p.idle, c)
	return nil
}

func (p *pool) take() *connection {
	p.lock.Lock()
	defer p.lock.Unlock()
	last := len(p.idle) - 1
	if last < 0 {
		return nil
	}
	c := p.idle[last]
	p.idle = p.idle[:last]
	return c
}

func (p *pool) closeIdle() {
	p.lock.Lock()
	defer p.lock.Unlock()
	closeAll(p.idle)
}
