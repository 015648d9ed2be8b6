package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	pollInterval = 10 * time.Millisecond
	pollTimeout  = time.Second
	startTimeout = 3 * time.Minute // of a server that reads a large cluster first
	stopTimeout  = 10 * time.Second
	ticks        = 100 // USER_HZ: how many of the CPU time's units in /proc/<pid>/stat are a second
)

// process is a server that was started here and is stopped here.
type process struct {
	command *exec.Cmd
	log     string
	started time.Time
	ended   chan struct{}
}

// start runs a command on one core (any, if core is empty). It must be called from the locked main thread: the
// kernel kills the process when that thread ends, however it ends.
func start(command []string, core, log string) (*process, error) {
	if core != "" {
		command = append([]string{"taskset", "-c", core}, command...)
	}
	out, err := os.Create(log)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	p := &process{command: exec.Command(command[0], command[1:]...), log: log, ended: make(chan struct{})}
	p.command.Stdout, p.command.Stderr = out, out
	// A group of its own: Ctrl-C reaches us alone, and we stop it.
	p.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	p.started = time.Now()
	if err := p.command.Start(); err != nil {
		return nil, fmt.Errorf("can't start %s: %w", command[0], err)
	}
	go func() {
		_ = p.command.Wait()
		close(p.ended)
	}()
	return p, nil
}

// awaitReady polls until ready says yes, and returns the time since the process was started.
func (p *process) awaitReady(ctx context.Context, ready func() error) (time.Duration, error) {
	var last error
	for range int(startTimeout / pollInterval) {
		if last = ready(); last == nil {
			return time.Since(p.started), nil
		}
		if time.Since(p.started) > startTimeout {
			break
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-p.ended:
			return 0, fmt.Errorf("it ended before it was ready: %s", p.command.ProcessState)
		case <-time.After(pollInterval):
		}
	}
	return 0, fmt.Errorf("not ready after %s: %w", time.Since(p.started).Round(time.Second), last)
}

// stop ends the process, and waits until it has ended.
func (p *process) stop() {
	_ = p.command.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(stopTimeout):
		_ = p.command.Process.Kill()
		<-p.ended
	}
}

// explain adds the end of the process's log to an error.
func (p *process) explain(err error) error {
	text, _ := os.ReadFile(p.log)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	tail := strings.Join(lines[max(0, len(lines)-15):], "\n  ")
	return fmt.Errorf("%w\nthe end of its log, %s:\n  %s", err, filepath.Base(p.log), tail)
}

// cpuSeconds is the CPU time that all threads of the process have used, in user and kernel mode.
func (p *process) cpuSeconds() (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.command.Process.Pid))
	if err != nil {
		return 0, err
	}
	// The second field, the name, is in parentheses and may hold spaces; utime and stime are the 14th and 15th.
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	if len(fields) < 13 {
		return 0, errors.New("/proc/<pid>/stat has too few fields")
	}
	user, err := strconv.ParseFloat(fields[11], 64)
	if err != nil {
		return 0, err
	}
	kernel, err := strconv.ParseFloat(fields[12], 64)
	return (user + kernel) / ticks, err
}

// memoryMiB is a size from /proc/<pid>/status: VmRSS, or its highest value so far, VmHWM.
func (p *process) memoryMiB(name string) (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(line, name+":"); found {
			kib, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 64)
			return kib / 1024, err
		}
	}
	return 0, errors.New("/proc/<pid>/status has no " + name)
}

// healthy asks a readiness endpoint.
func healthy(url string) func() error {
	client := &http.Client{Timeout: pollTimeout, Transport: &http.Transport{DisableKeepAlives: true}}
	return func() error {
		response, err := client.Get(url)
		if err != nil {
			return err
		}
		defer response.Body.Close()
		if response.StatusCode != http.StatusOK {
			return fmt.Errorf("%s answers %s", url, response.Status)
		}
		return nil
	}
}

// accepting is readiness for a server without an endpoint for it: a TLS handshake succeeds.
func accepting(address string, config *tls.Config) func() error {
	return func() error {
		socket, err := tls.DialWithDialer(&net.Dialer{Timeout: pollTimeout}, "tcp", address, config)
		if err != nil {
			return err
		}
		return socket.Close()
	}
}

// freePort is a port of the loopback interface that nobody listens on.
func freePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	return port, err
}
