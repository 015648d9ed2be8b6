package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.Service;
import io.kosmosadmission.reading.objects.ServiceReader;
import io.kosmosadmission.reading.scheduling.SchedulerObjects;
import io.kosmosadmission.reading.scheduling.StorageCollector;
import io.kosmosadmission.scheduler.DisruptionBudget;
import io.kosmosadmission.scheduler.NamespacedName;
import io.kosmosadmission.scheduler.OwnerSelector;
import io.kosmosadmission.scheduler.PodSpec;
import io.kosmosadmission.scheduler.PriorityClasses;
import io.kosmosadmission.scheduler.PriorityClasses.PriorityClass;
import io.kosmosadmission.scheduler.SchedulerCluster;
import io.kosmosadmission.scheduler.SchedulerNode;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Collects a cluster as the scheduler sees it, object by object, in any order. Skips objects of kinds that the scheduler
 * doesn't read, and pods that have ended. A later object takes the place of an earlier node, pod, claim or volume of its name.
 */
public final class SchedulerClusterReader {

    private final Map<String, SchedulerNode> nodes = new HashMap<>();
    private final Map<NamespacedName, SchedulerPod> pods = new LinkedHashMap<>();
    private final List<SchedulerPod> withoutName = new ArrayList<>();
    private final Map<PodSpec, PodSpec> specs = new HashMap<>();
    private final Map<String, Map<String, String>> namespaces = new HashMap<>();
    private final List<Service> services = new ArrayList<>();
    private final List<OwnerSelector> owners = new ArrayList<>();
    private final List<DisruptionBudget> budgets = new ArrayList<>();
    private final StorageCollector storage = new StorageCollector();
    private final Map<String, PriorityClass> priorityClasses = new HashMap<>();
    private Optional<PriorityClass> priorityOfOthers = Optional.empty();

    /** Reads an object, on whose start the parser stands. Throws an UnreadableException where its shape is wrong. */
    public void add(String apiVersion, String kind, JsonParser object) throws IOException {
        String name = apiVersion.substring(0, apiVersion.indexOf('/') + 1) + kind;
        switch (name) {
            case "Node" -> {
                SchedulerNode node = SchedulerObjects.node(object);
                nodes.put(node.name(), node);
            }
            case "Pod" ->
                SchedulerObjects.pod(object, PriorityClasses.NONE)
                        .map(this::interned)
                        .ifPresent(this::addPod);
            case "Namespace" -> {
                ObjectMeta metadata = SchedulerObjects.metadata(object);
                namespaces.put(metadata.name(), metadata.labels());
            }
            case "Service" -> services.add(ServiceReader.read(object));
            case "apps/ReplicaSet", "apps/StatefulSet", "ReplicationController" ->
                owners.add(SchedulerObjects.owner(kind, object));
            case "policy/PodDisruptionBudget" -> budgets.add(SchedulerObjects.budget(object));
            case "scheduling.k8s.io/PriorityClass" -> addPriority(SchedulerObjects.priorityClass(object));
            default -> storage.add(name, object);
        }
    }

    private void addPod(SchedulerPod pod) {
        if (pod.name().isEmpty()) {
            withoutName.add(pod);
        } else {
            pods.put(new NamespacedName(pod.namespace(), pod.name()), pod);
        }
    }

    private void addPriority(SchedulerObjects.NamedPriority read) {
        priorityClasses.put(read.name(), read.priority());
        if (read.ofOthers()) {
            priorityOfOthers = Optional.of(read.priority());
        }
    }

    /** Many pods have the same spec, so that it is held once. */
    private SchedulerPod interned(SchedulerPod pod) {
        PodSpec first = specs.putIfAbsent(pod.spec(), pod.spec());
        return first == null ? pod : pod.withSpec(first);
    }

    /** Returns what was collected. Its nodes are sorted by name, its pods as they were read. */
    public SchedulerCluster cluster() {
        return new SchedulerCluster(
                nodes.values().stream()
                        .map(storage::limited)
                        .sorted((one, other) -> one.name().compareTo(other.name()))
                        .toList(),
                Stream.concat(pods.values().stream(), withoutName.stream()).toList(),
                namespaces,
                services,
                owners,
                budgets,
                storage.storage());
    }

    public PriorityClasses priorities() {
        return new PriorityClasses(priorityClasses, priorityOfOthers);
    }

    /**
     * Returns the pod as the scheduler sees it; the parser stands on the start of a pod, or of a pod template with its
     * metadata and spec. priorities are those of the cluster where the pod is to be made.
     */
    public static SchedulerPod pod(JsonParser object, PriorityClasses priorities) throws IOException {
        return SchedulerObjects.made(object, priorities);
    }
}
