package io.kosmosadmission.scheduler.state;

import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Service;
import io.kosmosadmission.scheduler.OwnerSelector;
import io.kosmosadmission.scheduler.SchedulerCluster;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which pods the scheduler counts a pod with where the pod doesn't say: those that all its Services and its controller select. An
 * empty selector where there are none. Source: helper/spread.go DefaultSelector.
 */
public final class DefaultSelectors {

    private record Owner(String kind, String namespace, String name) {}

    private record Key(String namespace, Map<String, String> labels, Optional<OwnerReference> owner) {}

    private static final Map<String, String> GROUPS =
            Map.of("ReplicaSet", "apps", "StatefulSet", "apps", "ReplicationController", "");

    private final Map<String, List<Service>> services = new HashMap<>();
    private final Map<Owner, LabelSelector> owners = new HashMap<>();
    private final Map<Key, LabelSelector> known = new HashMap<>();

    DefaultSelectors(SchedulerCluster cluster) {
        for (Service service : cluster.services()) {
            services.computeIfAbsent(service.metadata().namespace(), it -> new ArrayList<>())
                    .add(service);
        }
        for (OwnerSelector owner : cluster.owners()) {
            owners.put(new Owner(owner.kind(), owner.namespace(), owner.name()), owner.selector());
        }
    }

    public LabelSelector of(SchedulerPod pod) {
        Key key =
                new Key(pod.namespace(), pod.metadata().labels(), pod.metadata().controller());
        return known.computeIfAbsent(key, this::selector);
    }

    private LabelSelector selector(Key pod) {
        Map<String, String> labels = new HashMap<>();
        for (Service service : services.getOrDefault(pod.namespace(), List.of())) {
            if (service.selects(pod.labels())) {
                labels.putAll(service.selector());
            }
        }
        Optional<LabelSelector> owner = pod.owner()
                .filter(it -> it.group().equals(GROUPS.get(it.kind())))
                .map(it -> owners.get(new Owner(it.kind(), pod.namespace(), it.name())));
        List<Requirement> expressions = new ArrayList<>();
        owner.ifPresent(selector -> {
            expressions.addAll(selector.matchExpressions());
            selector.matchLabels().forEach((key, value) -> {
                String other = labels.putIfAbsent(key, value);
                if (other != null && !other.equals(value)) {
                    expressions.add(Requirement.in(key, List.of(value)));
                }
            });
        });
        return new LabelSelector(labels, expressions);
    }
}
