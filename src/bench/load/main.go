// load starts two servers in turn, puts both under the same load, judges every answer and prints what it measured:
// Kosmos Admission and the yardstick, or, as "load scale", Kosmos Admission in an empty cluster and in a large one. It
// is started by ../run and ../scale, which say what is measured and how.
package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"
)

const (
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130
	mostRounds      = 20
	mostWorkloads   = 200_000
)

// options come from ../run and ../scale; only the last four are the user's.
type options struct {
	program                               string
	jar, java, yardstick, inputs, outputs string
	apiServer, manifest, dockerfile       string
	serverCore, cores                     string
	quick                                 bool
	rounds                                int
	review                                string
	workloads                             int
}

const scaleProgram = "scale"

func main() {
	runtime.LockOSThread() // see start
	ctx, forget := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer forget()
	o, err := parse(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(exitUsage)
	}
	// One thread that sleeps until the next review is due, one that does the rest; few pauses of our own.
	runtime.GOMAXPROCS(2)
	debug.SetGCPercent(800)
	program := run
	if o.program == scaleProgram {
		program = scale
	}
	err = program(ctx, o, os.Stdout, os.Stderr)
	switch {
	case ctx.Err() != nil:
		fmt.Fprintln(os.Stderr, "bench: interrupted; the servers are stopped")
		os.Exit(exitInterrupted)
	case err != nil:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(exitFailed)
	}
}

func parse(arguments []string) (options, error) {
	o := options{program: "run"}
	if len(arguments) > 0 && arguments[0] == scaleProgram {
		o.program, arguments = scaleProgram, arguments[1:]
	}
	flags := flag.NewFlagSet(o.program, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.jar, "jar", "", "the packaged jar")
	flags.StringVar(&o.java, "java", "java", "the java to run it with")
	flags.StringVar(&o.yardstick, "yardstick", "", "the yardstick's binary")
	flags.StringVar(&o.inputs, "inputs", "", "folder with inventory/, rules.yaml and reviews/")
	flags.StringVar(&o.outputs, "outputs", "", "folder for certificates, logs and raw figures")
	flags.StringVar(&o.apiServer, "api-server", "", "the stand-in's binary")
	flags.StringVar(&o.manifest, "manifest", "", "the Deployment's manifest")
	flags.StringVar(&o.dockerfile, "dockerfile", "", "the image's Dockerfile")
	flags.StringVar(&o.serverCore, "server-core", "", "core of the server under load; none: not pinned")
	flags.StringVar(&o.cores, "cores", "", "how many cores there are")
	flags.BoolVar(&o.quick, "quick", false, "one short round")
	flags.IntVar(&o.rounds, "rounds", 0, "how many rounds")
	if o.program == scaleProgram {
		flags.IntVar(&o.workloads, "workloads", 0, "how many workloads there are besides")
	} else {
		flags.StringVar(&o.review, "review", "", "an AdmissionReview")
	}
	if err := flags.Parse(arguments); err != nil {
		return o, fmt.Errorf("%w; see %s --help", err, o.program)
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unknown argument %q; see %s --help", flags.Arg(0), o.program)
	}
	if o.rounds == 0 {
		o.rounds = 3
		if o.quick {
			o.rounds = 1
		}
	}
	if o.rounds < 1 || o.rounds > mostRounds {
		return o, fmt.Errorf("--rounds is %d; give 1 to %d", o.rounds, mostRounds)
	}
	if o.workloads < 0 || o.workloads > mostWorkloads {
		return o, fmt.Errorf("--workloads is %d; give 0 to %d", o.workloads, mostWorkloads)
	}
	if o.review == "" {
		o.review = filepath.Join(o.inputs, "reviews", "pod-create.json")
	}
	return o, nil
}

func (o options) plan() plan {
	if o.quick {
		return plan{o.rounds, 3 * time.Second, 5 * time.Second, 3 * time.Second, 4 * time.Second}
	}
	return plan{o.rounds, 5 * time.Second, 30 * time.Second, 8 * time.Second, 10 * time.Second}
}

func run(ctx context.Context, o options, out, progress io.Writer) error {
	b, certificates, err := prepare(o)
	if err != nil {
		return err
	}
	measured, err := b.rounds(ctx, []subject{ours(o, certificates), yardstick(o, certificates, b.tls)}, progress)
	if err != nil {
		return err
	}
	r := rounds{describeMachine(o), measured[oursName], measured[yardstickName]}
	return report(o.outputs, "", r, r.markdown(), out)
}

// prepare reads the review and makes certificates, which lie in the folder that it returns.
func prepare(o options) (*bench, string, error) {
	review, err := readReview(o.review)
	if err != nil {
		return nil, "", err
	}
	certificates := filepath.Join(o.outputs, "certs")
	client, err := makeCertificates(certificates)
	if err != nil {
		return nil, "", err
	}
	return &bench{o.plan(), review, client, o.serverCore, o.outputs}, certificates, nil
}

// report prints a table, and keeps it and the figures that it is made of.
func report(folder, prefix string, figures any, table string, out io.Writer) error {
	raw, err := json.MarshalIndent(figures, "", "  ")
	if err != nil {
		return err
	}
	_, printing := io.WriteString(out, table)
	return errors.Join(printing,
		os.WriteFile(filepath.Join(folder, prefix+"rounds.json"), append(raw, '\n'), 0o644),
		os.WriteFile(filepath.Join(folder, prefix+"report.md"), []byte(table), 0o644))
}

func ours(o options, certificates string) subject {
	return subject{
		Name: oursName,
		command: func(port, managementPort string) []string {
			return []string{o.java, "-jar", o.jar, "serve", "--console-port", "off",
				"--cluster", filepath.Join(o.inputs, "inventory"), "--rules", filepath.Join(o.inputs, "rules.yaml"),
				"--port", port, "--management-port", managementPort, "--certs", certificates}
		},
		ready: func(_, managementPort string) func() error {
			return healthy("http://127.0.0.1:" + managementPort + "/q/health/ready")
		},
	}
}

func yardstick(o options, certificates string, client *tls.Config) subject {
	return subject{
		Name: yardstickName,
		command: func(port, _ string) []string {
			return []string{o.yardstick, "-addr", "127.0.0.1:" + port,
				"-cert", filepath.Join(certificates, "tls.crt"), "-key", filepath.Join(certificates, "tls.key")}
		},
		ready: func(port, _ string) func() error { return accepting("127.0.0.1:"+port, client) },
	}
}
