package io.kosmosadmission.cli.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kosmosadmission.inventory.LoadBalancers;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.reading.ManifestReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The fields of each kind that the commands read. Kinds that aren't here are in no dump. */
final class DumpedFields {

    /** Fields by kind, but of those that have pods or volumes in them. */
    private static final Map<String, List<String>> PLAIN = Map.ofEntries(
            Map.entry(
                    "Node",
                    List.of(
                            "spec providerID",
                            "spec taints",
                            "spec unschedulable",
                            "status allocatable",
                            "status capacity",
                            "status conditions type",
                            "status conditions status",
                            "status conditions lastTransitionTime",
                            "status nodeInfo kubeletVersion")),
            Map.entry("CSINode", List.of("spec drivers name", "spec drivers topologyKeys", "spec drivers allocatable")),
            Map.entry("Namespace", List.of()),
            Map.entry(
                    "StorageClass",
                    List.of(
                            "provisioner",
                            "parameters csi.storage.k8s.io/csi-driver-name",
                            "volumeBindingMode",
                            "allowedTopologies")),
            Map.entry("VolumeAttributesClass", List.of("driverName")),
            Map.entry("ReplicationController", List.of("spec selector")),
            Map.entry(
                    "VolumeSnapshot",
                    List.of("spec volumeSnapshotClassName", "spec source", "status boundVolumeSnapshotContentName")),
            Map.entry(
                    "VolumeSnapshotContent",
                    List.of("spec driver", "spec volumeSnapshotClassName", "spec source", "spec volumeSnapshotRef")),
            Map.entry("VolumeSnapshotClass", List.of("driver")),
            Map.entry(
                    "Service",
                    List.of(
                            "spec type",
                            "spec loadBalancerClass",
                            "spec externalTrafficPolicy",
                            "spec selector",
                            "status loadBalancer ingress ipMode")), // of an address, only that it is there is read
            Map.entry("PodDisruptionBudget", List.of("spec minAvailable", "spec maxUnavailable", "spec selector")),
            Map.entry("PriorityClass", List.of("value", "globalDefault", "preemptionPolicy")),
            Map.entry("CSIDriver", List.of("spec storageCapacity")),
            Map.entry(
                    "CSIStorageCapacity", List.of("nodeTopology", "storageClassName", "capacity", "maximumVolumeSize")),
            Map.entry(
                    "VolumeAttachment",
                    List.of("spec attacher", "spec nodeName", "spec source persistentVolumeName", "status attached")),
            Map.entry("ConfigMap", List.of("data " + ManifestReader.RULES_KEY)));

    private static final Map<String, FieldTree> KINDS = kinds();

    /** Annotations that are read, beside our own and those of load balancers. */
    private static final Set<String> ANNOTATIONS = Set.of(
            "kubernetes.io/config.mirror",
            "pv.kubernetes.io/bind-completed",
            "scheduler.alpha.kubernetes.io/tolerationsWhitelist",
            "snapshot.storage.kubernetes.io/is-default-class",
            "storageclass.beta.kubernetes.io/is-default-class",
            "storageclass.kubernetes.io/is-default-class",
            "volume.beta.kubernetes.io/storage-class",
            "volume.kubernetes.io/selected-node");

    private static final String OWN_PREFIX = "kosmos-admission.io/";

    private DumpedFields() {}

    private static Map<String, FieldTree> kinds() {
        Map<String, FieldTree> kinds = new HashMap<>();
        PLAIN.forEach((kind, fields) -> add(kinds, kind, fields.stream()));
        add(kinds, "PersistentVolume", volume());
        add(kinds, "PersistentVolumeClaim", PodFields.below("spec ", PodFields.CLAIM));
        add(kinds, "Pod", Stream.concat(PodFields.below("spec ", PodFields.POD), Stream.of("status phase")));
        Stream.of(WorkloadKind.values())
                .map(WorkloadKind::name)
                .forEach(kind -> add(kinds, kind, PodFields.workload()));
        return Map.copyOf(kinds);
    }

    private static Stream<String> volume() {
        List<String> paths = new ArrayList<>(List.of(
                "capacity",
                "accessModes",
                "volumeMode",
                "storageClassName",
                "claimRef namespace",
                "claimRef name",
                "claimRef uid",
                "nodeAffinity",
                "csi driver",
                "csi volumeHandle",
                "flexVolume driver"));
        PodFields.IN_TREE.forEach(source -> paths.add(source + " driver"));
        return Stream.concat(PodFields.below("spec ", paths), Stream.of("status phase"));
    }

    private static void add(Map<String, FieldTree> kinds, String kind, Stream<String> paths) {
        kinds.put(
                kind,
                FieldTree.of(Stream.concat(PodFields.METADATA.stream(), paths).toList()));
    }

    /** Returns the object with these fields alone; empty for an object that no command reads. */
    static Optional<ObjectNode> of(String apiVersion, String kind, JsonNode object) {
        FieldTree fields = KINDS.get(kind);
        if (fields == null || (kind.equals("ConfigMap") && !isRules(object))) {
            return Optional.empty();
        }
        ObjectNode kept = ((ObjectNode) object).objectNode();
        kept.put("apiVersion", apiVersion).put("kind", kind);
        kept.setAll((ObjectNode) fields.kept(object));
        tidy(kept);
        return Optional.of(kept);
    }

    private static boolean isRules(JsonNode map) {
        JsonNode metadata = map.path("metadata");
        return (metadata.path("namespace").asText() + "/"
                        + metadata.path("name").asText())
                .equals(ManifestReader.RULES_CONFIG_MAP);
    }

    /** Drops the annotations that nobody reads, and volumes that are none of a provider. */
    private static void tidy(JsonNode value) {
        JsonNode annotations = value.path("annotations");
        if (annotations.isObject()) {
            ObjectNode read = (ObjectNode) annotations;
            read.retain(read(annotations));
            // As in an inventory: of most annotations of load balancers, only that they are there is read.
            read.fieldNames().forEachRemaining(name -> {
                if (LoadBalancers.isRead(name) && !LoadBalancers.namesNodes(name)) {
                    read.replace(name, TextNode.valueOf(""));
                }
            });
        }
        if (value.path("volumes").isArray()) {
            ArrayNode volumes = (ArrayNode) value.get("volumes");
            for (int i = volumes.size() - 1; i >= 0; i--) {
                if (volumes.get(i).size() == (volumes.get(i).has("name") ? 1 : 0)) {
                    volumes.remove(i);
                }
            }
        }
        value.forEach(DumpedFields::tidy);
    }

    private static List<String> read(JsonNode annotations) {
        List<String> read = new ArrayList<>();
        annotations.fieldNames().forEachRemaining(name -> {
            if (name.startsWith(OWN_PREFIX) || ANNOTATIONS.contains(name) || LoadBalancers.isRead(name)) {
                read.add(name);
            }
        });
        return read;
    }
}
