package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// describeMachine says what the figures were measured with.
func describeMachine(o options) string {
	pinned := "servers not pinned to a core"
	if o.serverCore != "" {
		pinned = "each server on one core, the load generator on another"
	}
	return fmt.Sprintf("%s; machine of %s cores (%s), %s, %s", pinned, o.cores, processor(), javaVersion(o.java), runtime.Version())
}

func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

func javaVersion(java string) string {
	text, _ := exec.Command(java, "-version").CombinedOutput()
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, " version ") { // JAVA_TOOL_OPTIONS puts a line before it
			return strings.ReplaceAll(strings.TrimSpace(line), `"`, "")
		}
	}
	return "unknown Java"
}

// machineCPUSeconds is the CPU time of all cores that wasn't idle, the hypervisor's share of it (steal) too.
func machineCPUSeconds() (float64, error) {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	var user, nice, system, idle, wait, interrupts, softInterrupts, steal float64
	_, err = fmt.Sscanf(string(text), "cpu %f %f %f %f %f %f %f %f", &user, &nice, &system, &idle, &wait, &interrupts, &softInterrupts, &steal)
	if err != nil {
		return 0, fmt.Errorf("/proc/stat: %w", err)
	}
	return (user + nice + system + interrupts + softInterrupts + steal) / ticks, nil
}
