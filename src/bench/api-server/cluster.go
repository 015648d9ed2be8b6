package main

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"time"
)

// size is how large the cluster is.
type size struct{ nodes, claims, pods, workloads int }

const (
	mostNamespaces = 300
	podsOfASet     = 6
	// How often an object changes. Kubelets write a node's status at least every 5 minutes (nodeStatusReportFrequency).
	// Pods: about 8 writes in the life of each, which is a day.
	nodePeriod = 5 * time.Minute
	podPeriod  = 3 * time.Hour
	still      = time.Duration(0)
)

// kind is a collection of the API.
type kind struct {
	group, version, resource, name string
	count                          int
	period                         time.Duration // after which each object has changed once; zero: never
	template                       func(number int) template
	values                         func(number int) map[string]string
}

func (k *kind) apiVersion() string {
	if k.group == "" {
		return k.version
	}
	return k.group + "/" + k.version
}

func (k *kind) path() string {
	if k.group == "" {
		return "/api/" + k.version + "/" + k.resource
	}
	return "/apis/" + k.group + "/" + k.version + "/" + k.resource
}

// render appends an object as lists have it: without kind and apiVersion.
func (k *kind) render(text []byte, number int, version uint64) []byte {
	values := k.values(number)
	values["version"] = strconv.FormatUint(version, 10)
	return k.template(number).render(text, values)
}

// kindsOf are all kinds that there are, as a cluster of that size has them.
func kindsOf(s size) ([]*kind, error) {
	templates := map[string]template{}
	for _, name := range []string{"node", "csinode", "namespace", "storageclass", "persistentvolume",
		"persistentvolumeclaim", "pod", "pod-with-claim", "service", "workload"} {
		read, err := readTemplate(name)
		if err != nil {
			return nil, err
		}
		templates[name] = read
	}
	always := func(name string) func(int) template { return func(int) template { return templates[name] } }
	pod := func(number int) template {
		if number < s.claims {
			return templates["pod-with-claim"]
		}
		return templates["pod"]
	}
	workload := func(kind string) func(int) map[string]string {
		return func(number int) map[string]string { return s.workload(kind, number) }
	}
	const storage = "storage.k8s.io"
	return []*kind{
		{"", "v1", "nodes", "Node", s.nodes, nodePeriod, always("node"), s.node},
		{storage, "v1", "csinodes", "CSINode", s.nodes, still, always("csinode"), s.node},
		{"", "v1", "namespaces", "Namespace", s.namespaces() + 1, still, always("namespace"), s.namespace},
		{storage, "v1", "storageclasses", "StorageClass", len(providers), still, always("storageclass"), class},
		{"", "v1", "persistentvolumes", "PersistentVolume", s.claims, still, always("persistentvolume"), s.volume},
		{"", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", s.claims, still, always("persistentvolumeclaim"), s.claim},
		{"", "v1", "pods", "Pod", s.pods, podPeriod, pod, s.pod},
		{"", "v1", "services", "Service", s.services(), still, always("service"), s.service},
		{"apps", "v1", "deployments", "Deployment", s.workloads / 4, still, always("workload"), workload("deployment")},
		{"apps", "v1", "replicasets", "ReplicaSet", s.workloads / 2, still, always("workload"), workload("replicaset")},
		{"apps", "v1", "statefulsets", "StatefulSet", s.workloads / 4, still, always("workload"), workload("statefulset")},
		{"apps", "v1", "daemonsets", "DaemonSet", 0, still, always("workload"), workload("daemonset")},
		{"batch", "v1", "jobs", "Job", 0, still, always("workload"), workload("job")},
		{"batch", "v1", "cronjobs", "CronJob", 0, still, always("workload"), workload("cronjob")},
		{"", "v1", "configmaps", "ConfigMap", 0, still, always("namespace"), s.namespace},
	}, nil
}

// namespaces besides default, where the reviews are from.
func (s size) namespaces() int { return max(1, min(mostNamespaces, s.pods/podsOfASet)) }

// services of type LoadBalancer: no other is asked for.
func (s size) services() int { return s.pods / podsOfASet / 8 }

func (s size) service(number int) map[string]string {
	return map[string]string{
		"name": fmt.Sprintf("lb-%05d", number), "namespace": s.namespaceOf(number, s.services()), "uid": uid("service", number),
		"app": fmt.Sprintf("app-%05d", number), "host": address(51, number),
	}
}

// digest is 64 hexadecimal digits that nothing else has.
func digest(what string, number int) string {
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%s %d", what, number)))
}

func uid(what string, number int) string {
	d := digest(what, number)
	return d[:8] + "-" + d[8:12] + "-4" + d[13:16] + "-8" + d[17:20] + "-" + d[20:32]
}

func address(first, number int) string {
	return fmt.Sprintf("%d.%d.%d.%d", first, number>>16&255, number>>8&255, number&255)
}

func (s size) namespace(number int) map[string]string {
	name := "default"
	if number > 0 {
		name = fmt.Sprintf("team-%03d", number-1)
	}
	return map[string]string{"name": name, "uid": uid("namespace", number)}
}

func class(number int) map[string]string {
	p := providers[number]
	return map[string]string{"name": p.class, "uid": uid("class", number), "driver": p.driver}
}
