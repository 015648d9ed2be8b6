package io.kosmosadmission.cli.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kosmosadmission.inventory.LoadBalancers;
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

    private static final List<String> METADATA = Stream.of(
                    "namespace",
                    "name",
                    "generateName",
                    "uid",
                    "creationTimestamp",
                    "deletionTimestamp",
                    "labels",
                    "annotations",
                    "ownerReferences")
            .map("metadata "::concat)
            .toList();

    private static final List<String> IN_TREE = List.of(
            "awsElasticBlockStore",
            "gcePersistentDisk",
            "azureDisk",
            "azureFile",
            "cinder",
            "vsphereVolume",
            "portworxVolume");

    private static final List<String> CLAIM = List.of(
            "accessModes",
            "volumeMode",
            "resources",
            "storageClassName",
            "volumeName",
            "dataSource",
            "dataSourceRef",
            "volumeAttributesClassName",
            "selector");

    private static final List<String> POD = pod();

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

    private static List<String> pod() {
        List<String> paths = new ArrayList<>(List.of(
                "nodeName",
                "nodeSelector",
                "affinity",
                "tolerations",
                "topologySpreadConstraints",
                "priority",
                "priorityClassName",
                "preemptionPolicy",
                "overhead",
                "schedulerName",
                "schedulingGates",
                "hostNetwork",
                "resources",
                "volumes name",
                "volumes persistentVolumeClaim",
                "volumes csi driver",
                "volumes flexVolume driver",
                "volumes ephemeral volumeClaimTemplate metadata labels",
                "volumes ephemeral volumeClaimTemplate metadata annotations"));
        for (String containers : List.of("containers ", "initContainers ")) {
            Stream.of("resources", "restartPolicy", "ports hostPort", "ports hostIP", "ports protocol")
                    .map(containers::concat)
                    .forEach(paths::add);
        }
        IN_TREE.forEach(source -> paths.add("volumes " + source + " driver"));
        below("volumes ephemeral volumeClaimTemplate spec ", CLAIM).forEach(paths::add);
        return List.copyOf(paths);
    }

    private static Map<String, FieldTree> kinds() {
        Map<String, FieldTree> kinds = new HashMap<>();
        add(kinds, "Node", Stream.of(
                "spec providerID",
                "spec taints",
                "spec unschedulable",
                "status allocatable",
                "status conditions type",
                "status conditions status",
                "status conditions lastTransitionTime",
                "status nodeInfo kubeletVersion"));
        add(kinds, "CSINode", Stream.of("spec drivers name", "spec drivers topologyKeys", "spec drivers allocatable"));
        add(kinds, "Namespace", Stream.of());
        add(kinds, "StorageClass", Stream.of(
                "provisioner",
                "parameters csi.storage.k8s.io/csi-driver-name",
                "volumeBindingMode",
                "allowedTopologies"));
        add(kinds, "VolumeAttributesClass", Stream.of("driverName"));
        add(kinds, "PersistentVolume", volume());
        add(kinds, "PersistentVolumeClaim", below("spec ", CLAIM));
        add(kinds, "Pod", Stream.concat(below("spec ", POD), Stream.of("status phase")));
        for (String workload : List.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob")) {
            add(kinds, workload, workload());
        }
        add(kinds, "VolumeSnapshot", Stream.of(
                "spec volumeSnapshotClassName", "spec source", "status boundVolumeSnapshotContentName"));
        add(kinds, "VolumeSnapshotContent", Stream.of(
                "spec driver", "spec volumeSnapshotClassName", "spec source", "spec volumeSnapshotRef"));
        add(kinds, "VolumeSnapshotClass", Stream.of("driver"));
        add(kinds, "Service", Stream.of(
                "spec type",
                "spec loadBalancerClass",
                "spec externalTrafficPolicy",
                "spec selector",
                "status loadBalancer ingress hostname"));
        add(kinds, "PodDisruptionBudget", Stream.of("spec minAvailable", "spec maxUnavailable", "spec selector"));
        add(kinds, "PriorityClass", Stream.of("value", "globalDefault", "preemptionPolicy"));
        add(kinds, "CSIDriver", Stream.of("spec storageCapacity"));
        add(kinds, "CSIStorageCapacity", Stream.of(
                "nodeTopology", "storageClassName", "capacity", "maximumVolumeSize"));
        add(kinds, "VolumeAttachment", Stream.of(
                "spec attacher", "spec nodeName", "spec source persistentVolumeName", "status attached"));
        add(kinds, "ConfigMap", Stream.of("data " + ManifestReader.RULES_KEY));
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
        IN_TREE.forEach(source -> paths.add(source + " driver"));
        return Stream.concat(below("spec ", paths), Stream.of("status phase"));
    }

    private static Stream<String> workload() {
        List<String> paths = new ArrayList<>(List.of(
                "spec replicas",
                "spec parallelism",
                "spec completions",
                "spec suspend",
                "spec selector",
                "spec ordinals start",
                "status conditions type",
                "status conditions status"));
        for (String template : List.of("spec template ", "spec jobTemplate spec template ")) {
            below(template, METADATA).forEach(paths::add);
            below(template + "spec ", POD).forEach(paths::add);
        }
        Stream.of("parallelism", "completions", "suspend")
                .map("spec jobTemplate spec "::concat)
                .forEach(paths::add);
        below("spec volumeClaimTemplates ", METADATA).forEach(paths::add);
        below("spec volumeClaimTemplates spec ", CLAIM).forEach(paths::add);
        return paths.stream();
    }

    private static Stream<String> below(String prefix, List<String> paths) {
        return paths.stream().map(prefix::concat);
    }

    private static void add(Map<String, FieldTree> kinds, String kind, Stream<String> paths) {
        kinds.put(kind, FieldTree.of(Stream.concat(METADATA.stream(), paths).toList()));
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
        return (metadata.path("namespace").asText() + "/" + metadata.path("name").asText())
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
