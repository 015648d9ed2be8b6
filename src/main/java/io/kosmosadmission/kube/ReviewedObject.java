package io.kosmosadmission.kube;

import java.util.function.Function;

/**
 * An object that a decision is made on. Reviews of all other kinds are allowed unread, except those of the ConfigMap
 * that holds our rules.
 */
public sealed interface ReviewedObject extends KubernetesObject
        permits PodView, PersistentVolumeClaim, Workload, Service {

    ObjectMeta metadata();

    @Override
    default String name() {
        return metadata().name();
    }

    @Override
    default String namespace() {
        return metadata().namespace();
    }

    default <T> T match(
            Function<PodView, T> pod,
            Function<PersistentVolumeClaim, T> claim,
            Function<Workload, T> workload,
            Function<Service, T> service) {
        if (this instanceof PodView it) {
            return pod.apply(it);
        }
        if (this instanceof PersistentVolumeClaim it) {
            return claim.apply(it);
        }
        return this instanceof Workload it ? workload.apply(it) : service.apply((Service) this);
    }
}
