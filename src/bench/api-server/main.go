// api-server stands in for the API server of a cluster of any size: it answers the lists, watches and single reads that
// Kosmos Admission asks for, over HTTPS, as kube-apiserver does: lists by pages with continue tokens, watches as a
// WebSocket or as lines, with bookmarks. A real one would have to be filled with 165,000 objects through etcd before
// each run, which takes tens of minutes, and would compete with what is measured. Objects are made while they are
// written, from objects/, in the form and size that kubelets, controllers and CSI drivers leave behind; object i of a
// cluster is always the same. It knows no users: whoever trusts its certificate may read.
package main

import (
	"flag"
	"log"
	"net/http"
	"os"
	"time"
)

func main() {
	address := flag.String("addr", "127.0.0.1:6443", "address to serve on")
	certificate := flag.String("cert", "tls.crt", "certificate, PEM")
	key := flag.String("key", "tls.key", "private key, PEM")
	var size size
	flag.IntVar(&size.nodes, "nodes", 3, "how many nodes, each with its CSINode")
	flag.IntVar(&size.claims, "claims", 0, "how many claims, each with its volume and a pod that mounts it")
	flag.IntVar(&size.pods, "pods", 0, "how many pods, those with claims too")
	flag.IntVar(&size.workloads, "workloads", 0, "how many Deployments, ReplicaSets and StatefulSets")
	flag.Parse()
	if size.nodes < 1 || size.claims < 0 || size.pods < size.claims || size.workloads < 0 || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	kinds, err := kindsOf(size)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: *address, Handler: routes(kinds), ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(server.ListenAndServeTLS(*certificate, *key))
}
