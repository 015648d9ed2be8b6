package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
)

const (
	emptyName = "empty"
	largeName = "large"
)

// cluster is what a stand-in of an API server holds.
type cluster struct{ nodes, claims, pods, workloads int }

// emptyCluster has a node of each provider that the rules name, and one more.
var emptyCluster = cluster{nodes: 3}

// largeCluster is the size that the memory limit is meant for.
func largeCluster(workloads int) cluster {
	return cluster{nodes: 5_000, claims: 30_000, pods: 100_000, workloads: workloads}
}

// scale measures Kosmos Admission in an empty and in a large cluster, started as it is installed.
func scale(ctx context.Context, o options, out, progress io.Writer) error {
	b, certificates, err := prepare(o)
	if err != nil {
		return err
	}
	installed, err := readInstallation(o.manifest, o.dockerfile)
	if err != nil {
		return err
	}
	large := largeCluster(o.workloads)
	var subjects []subject
	for _, s := range []struct {
		name string
		cluster
	}{{emptyName, emptyCluster}, {largeName, large}} {
		kubeconfig, stop, err := standIn(ctx, b, o, s.name, s.cluster, certificates)
		if err != nil {
			return err
		}
		defer stop()
		subjects = append(subjects, inCluster(o, installed, s.name, kubeconfig, certificates))
	}
	measured, err := b.rounds(ctx, subjects, progress)
	if err != nil {
		return err
	}
	r := sizes{describeMachine(o), installed.limitMiB, large.workloads, measured[emptyName], measured[largeName]}
	return report(o.outputs, "scale-", r, r.markdown(), out)
}

// standIn starts an API server and returns the kubeconfig for it.
func standIn(ctx context.Context, b *bench, o options, name string, c cluster, certificates string) (string, func(), error) {
	port, err := freePort()
	if err != nil {
		return "", nil, err
	}
	address := "127.0.0.1:" + port
	server, err := start([]string{o.apiServer, "-addr", address,
		"-cert", filepath.Join(certificates, "tls.crt"), "-key", filepath.Join(certificates, "tls.key"),
		"-nodes", strconv.Itoa(c.nodes), "-claims", strconv.Itoa(c.claims), "-pods", strconv.Itoa(c.pods),
		"-workloads", strconv.Itoa(c.workloads)}, "", filepath.Join(o.outputs, "api-server-"+name+".log"))
	if err != nil {
		return "", nil, err
	}
	if _, err := server.awaitReady(ctx, accepting(address, b.tls)); err != nil {
		server.stop()
		return "", nil, server.explain(err)
	}
	kubeconfig := filepath.Join(o.outputs, "kubeconfig-"+name)
	text := fmt.Sprintf(`apiVersion: v1
kind: Config
current-context: bench
contexts: [{name: bench, context: {cluster: bench, user: bench, namespace: default}}]
clusters: [{name: bench, cluster: {server: "https://%s", certificate-authority: "%s"}}]
users: [{name: bench, user: {token: bench}}]
`, address, filepath.Join(certificates, "ca.crt"))
	if err := os.WriteFile(kubeconfig, []byte(text), 0o600); err != nil {
		server.stop()
		return "", nil, err
	}
	return kubeconfig, server.stop, nil
}

func inCluster(o options, installed installation, name, kubeconfig, certificates string) subject {
	return subject{
		Name: name,
		command: func(port, managementPort string) []string {
			return installed.command(o.java, o.jar, "--kubeconfig", kubeconfig, "--rules", filepath.Join(o.inputs, "rules.yaml"),
				"--port", port, "--management-port", managementPort, "--certs", certificates)
		},
		ready: func(_, managementPort string) func() error {
			return healthy("http://127.0.0.1:" + managementPort + "/q/health/ready")
		},
	}
}
