package io.kosmosadmission.inventory;

import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.VolumeTraits;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All that an inventory of {@link RandomObjects} answers, by what was asked. */
final class Answers {

    private static final List<String> PLACES =
            List.of("topology.kubernetes.io/zone", "k8s.scaleway.com/pool-name", "team");
    private static final String DRIVER = "ebs.csi.aws.com";

    private Answers() {}

    static Map<String, Object> of(Inventory inventory) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("counts", inventory.counts());
        answers.put("classes", inventory.storageClasses());
        answers.put("default class", inventory.defaultStorageClass());
        providers(answers, inventory.providers());
        for (int i = 0; i < RandomObjects.NAMES; i++) {
            answers.put("node " + i, inventory.node("node-" + i));
            answers.put("provider of node " + i, inventory.providers().ofNode("node-" + i));
            answers.put("CSI node " + i, inventory.csiNode("node-" + i));
            answers.put("class " + i, inventory.storageClass("class-" + i));
            answers.put("available volumes of class " + i, inventory.volumes().available("class-" + i));
            answers.put(
                    "volumes of class " + i + " given back", inventory.volumes().givenBack("class-" + i));
            answers.put("volume " + i, inventory.volume("volume-" + i));
            answers.put("content " + i, inventory.snapshotContent("content-" + i));
            answers.put("snapshot class " + i, inventory.snapshotClass("class-" + i));
            answers.put("attributes class " + i, inventory.find(Kind.VOLUME_ATTRIBUTES_CLASS, "", "attributes-" + i));
            for (String namespace : RandomObjects.NAMESPACES) {
                named(answers, inventory, namespace, String.valueOf(i));
            }
        }
        for (String namespace : RandomObjects.NAMESPACES) {
            answers.put("namespace " + namespace, inventory.namespace(namespace));
            answers.put("knows namespace " + namespace, inventory.knowsNamespace(namespace));
            answers.put("workloads of " + namespace, inventory.workloadsOf(namespace));
        }
        labels(answers, inventory);
        return answers;
    }

    private static void named(Map<String, Object> answers, Inventory inventory, String namespace, String number) {
        String place = namespace + "/" + number;
        String claim = "claim-" + number;
        answers.put("claim " + place, inventory.claim(namespace, claim));
        answers.put("snapshot " + place, inventory.snapshot(namespace, "snapshot-" + number));
        for (String uid : List.of("", "uid-0", "uid-1")) {
            answers.put("volume of claim " + place + uid, inventory.volumes().keptFor(claim(namespace, claim, uid)));
        }
        answers.put("pods of claim " + place, inventory.podsOfClaim(namespace, claim));
        answers.put("workloads of claim " + place, inventory.workloadsOfClaim(namespace, claim));
        answers.put("service " + place, inventory.find(Kind.SERVICE, namespace, "web-" + number));
        answers.put("pod " + place, inventory.pod(namespace, "pod-" + number));
        for (WorkloadKind kind : WorkloadKind.values()) {
            answers.put(kind + " " + place, inventory.workload(kind, namespace, "app-" + number));
        }
    }

    private static PersistentVolumeClaim claim(String namespace, String name, String uid) {
        ObjectMeta metadata = new ObjectMeta(namespace, name, "", uid, Map.of(), Map.of(), List.of(), "", false);
        return new PersistentVolumeClaim(
                metadata, Optional.empty(), "", Optional.empty(), "", new VolumeTraits(1, Set.of(), false), false);
    }

    private static void providers(Map<String, Object> answers, Providers providers) {
        answers.put("label", providers.label());
        answers.put("providers", List.copyOf(providers.all()));
        answers.put("live", List.copyOf(providers.liveNames()));
        answers.put("drained", providers.drained());
        answers.put("unknown nodes", providers.unknownNodes());
    }

    private static void labels(Map<String, Object> answers, Inventory inventory) {
        Set<String> owners = new TreeSet<>(inventory.providers().liveNames());
        owners.add(NodeLabelIndex.NOBODY);
        for (String owner : owners) {
            AttachIndex attaching = inventory.attachIndex();
            answers.put(
                    "driver of " + owner,
                    attaching.registers(owner, DRIVER) + " "
                            + attaching.drivers().isNowhere(List.of(owner), DRIVER));
        }
        for (String key : PLACES) {
            Set<String> values = new TreeSet<>();
            for (Provider provider : inventory.providers().all()) {
                provider.nodes().stream().map(Node::labels).forEach(labels -> values.add(labels.get(key)));
            }
            for (String value : values) {
                answers.put(key + "=" + value, inventory.nodeLabels().bearers(key, value));
            }
            for (String owner : owners) {
                answers.put(key + " of " + owner, inventory.nodeLabels().bears(owner, key));
            }
        }
    }
}
