package io.kosmosadmission.cli.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The fields that are read of pods and of what makes them, as paths of a {@link FieldTree}. */
final class PodFields {

    static final List<String> METADATA = Stream.of(
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

    static final List<String> IN_TREE = List.of(
            "awsElasticBlockStore",
            "gcePersistentDisk",
            "azureDisk",
            "azureFile",
            "cinder",
            "vsphereVolume",
            "portworxVolume");

    static final List<String> CLAIM = List.of(
            "accessModes",
            "volumeMode",
            "resources",
            "storageClassName",
            "volumeName",
            "dataSource",
            "dataSourceRef",
            "volumeAttributesClassName",
            "selector");

    static final List<String> POD = pod();

    private PodFields() {}

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

    static Stream<String> workload() {
        List<String> paths = new ArrayList<>(List.of(
                "spec replicas",
                "spec parallelism",
                "spec completions",
                "spec suspend",
                "spec selector",
                "spec ordinals start",
                "spec podManagementPolicy",
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

    static Stream<String> below(String prefix, List<String> paths) {
        return paths.stream().map(prefix::concat);
    }
}
