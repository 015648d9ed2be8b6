package main

import (
	"fmt"
	"strings"
)

// provider is what nodes and volumes of a cloud look like. labels are those of its own, beside what every kubelet sets.
type provider struct {
	name, class, driver, zoneKey, providerID string
	zones                                    []string
	labels                                   string
}

var providers = []provider{
	{"aws", "gp3", "ebs.csi.aws.com", "topology.ebs.csi.aws.com/zone", "aws:///%[1]s/i-%[2]s",
		[]string{"eu-west-3a", "eu-west-3b", "eu-west-3c"},
		`"eks.amazonaws.com/capacityType":"ON_DEMAND","eks.amazonaws.com/nodegroup":"group-%[1]d",` +
			`"eks.amazonaws.com/nodegroup-image":"ami-%[2]s","k8s.io/cloud-provider-aws":"%[2]s",` +
			`"topology.k8s.aws/zone-id":"euw3-az1"`},
	{"hetzner", "hcloud-volumes", "csi.hetzner.cloud", "csi.hetzner.cloud/location", "hcloud://%[2]s",
		[]string{"fsn1", "nbg1", "hel1"},
		`"csi.hetzner.cloud/location":"fsn1","instance.hetzner.cloud/provided-by":"cloud","node.hetzner.cloud/pool":"pool-%[1]d",` +
			`"node.hetzner.cloud/server":"%[2]s"`},
	{"scaleway", "scw-bssd", "csi.scaleway.com", "topology.csi.scaleway.com/zone", "scaleway://instance/%[1]s/%[2]s",
		[]string{"fr-par-1", "fr-par-2", "fr-par-3"},
		`"k8s.scaleway.com/kapsule":"1b6a2c7d-5cf0-4b8f-9f3e-5e0f9d2f6a10","k8s.scaleway.com/managed":"true",` +
			`"k8s.scaleway.com/node":"%[2]s","k8s.scaleway.com/pool":"pool-%[1]d","k8s.scaleway.com/pool-name":"pool-%[1]d",` +
			`"k8s.scaleway.com/runtime":"containerd"`},
}

const pools = 40

func (s size) provider(node int) provider { return providers[node%len(providers)] }

func zone(node int) string {
	p := providers[node%len(providers)]
	return p.zones[node/len(providers)%len(p.zones)]
}

func nodeName(node int) string { return fmt.Sprintf("node-%05d-%s", node, digest("node", node)[:5]) }

// node has the words of a node and of its CSINode.
func (s size) node(number int) map[string]string {
	p, zone, name := s.provider(number), zone(number), nodeName(number)
	short := digest("machine", number)[:17]
	labels := fmt.Sprintf(`"beta.kubernetes.io/arch":"amd64","beta.kubernetes.io/instance-type":"type-%[1]d",`+
		`"beta.kubernetes.io/os":"linux","failure-domain.beta.kubernetes.io/region":"%[2]s",`+
		`"failure-domain.beta.kubernetes.io/zone":"%[3]s","kubernetes.io/arch":"amd64","kubernetes.io/hostname":"%[4]s",`+
		`"kubernetes.io/os":"linux","node.kubernetes.io/instance-type":"type-%[1]d","provider":"%[5]s",`+
		`"topology.kubernetes.io/region":"%[2]s","topology.kubernetes.io/zone":"%[3]s","%[6]s":"%[3]s",`,
		number%12, strings.TrimRight(zone, "abc"), zone, name, p.name, p.zoneKey)
	return map[string]string{
		"name": name, "uid": uid("node", number), "owner": uid("node", number), "digest": digest("machine", number)[:32],
		"short": short, "host": address(10, number), "provider": p.name, "driver": p.driver, "zoneKey": p.zoneKey,
		"providerID": fmt.Sprintf(p.providerID, zone, short),
		"labels":     labels + fmt.Sprintf(p.labels, number%pools, short),
	}
}
