package main

import (
	"fmt"
	"strconv"
)

// Claim i, its volume and the pod that mounts it bear one number; podsOfASet of them are of one StatefulSet.

func (s size) setOf(claim int) string { return fmt.Sprintf("database-%05d", claim/podsOfASet) }

// namespaceOf spreads the sets over the namespaces, those that follow each other together.
func (s size) namespaceOf(number, count int) string {
	set, sets := number/podsOfASet, (count+podsOfASet-1)/podsOfASet
	return fmt.Sprintf("team-%03d", set*s.namespaces()/sets)
}

// nodeOf is the node that a pod runs on.
func (s size) nodeOf(pod int) int { return pod * 7 % s.nodes }

func (s size) claimName(claim int) string {
	return "data-" + s.setOf(claim) + "-" + strconv.Itoa(claim%podsOfASet)
}

func (s size) claim(number int) map[string]string {
	p := s.provider(s.nodeOf(number))
	return map[string]string{
		"name": s.claimName(number), "namespace": s.namespaceOf(number, s.claims), "uid": uid("claim", number),
		"set": s.setOf(number), "driver": p.driver, "class": p.class, "node": nodeName(s.nodeOf(number)),
		"volume": "pvc-" + uid("claim", number),
	}
}

func (s size) volume(number int) map[string]string {
	node := s.nodeOf(number)
	p := s.provider(node)
	return map[string]string{
		"name": "pvc-" + uid("claim", number), "uid": uid("volume", number), "claimUID": uid("claim", number),
		"claim": s.claimName(number), "namespace": s.namespaceOf(number, s.claims), "driver": p.driver, "class": p.class,
		"digest": digest("volume", number)[:17], "zoneKey": p.zoneKey, "zone": zone(node),
	}
}

// pod has the words of both kinds of pods: the first ones mount a claim, all others have none.
func (s size) pod(number int) map[string]string {
	node := s.nodeOf(number)
	values := map[string]string{
		"uid": uid("pod", number), "owner": uid("owner", number/podsOfASet), "node": nodeName(node), "host": address(10, node),
		"ip": address(100, number), "digest": digest("pod", number),
	}
	if number < s.claims {
		values["set"], values["ordinal"] = s.setOf(number), strconv.Itoa(number%podsOfASet)
		values["name"] = values["set"] + "-" + values["ordinal"]
		values["claim"] = s.claimName(number)
		values["namespace"] = s.namespaceOf(number, s.claims)
		return values
	}
	other := number - s.claims
	values["app"] = fmt.Sprintf("shop-%05d", other/podsOfASet)
	values["hash"] = digest("template", other/podsOfASet)[:10]
	values["name"] = values["app"] + "-" + values["hash"] + "-" + digest("pod", number)[:5]
	values["namespace"] = s.namespaceOf(other, s.pods-s.claims)
	return values
}

func (s size) workload(kind string, number int) map[string]string {
	app := fmt.Sprintf("%s-%05d", kind, number)
	return map[string]string{
		"name": app, "app": app, "uid": uid(kind, number), "namespace": s.namespaceOf(number, s.workloads),
	}
}
