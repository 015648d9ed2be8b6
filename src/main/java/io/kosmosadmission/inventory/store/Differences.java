package io.kosmosadmission.inventory.store;

import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The differences between the objects of two stores, by kind. */
final class Differences {

    private final Map<Kind<?>, List<?>> byKind = new HashMap<>();

    <T extends KubernetesObject> void put(Kind<T> kind, List<Difference<Object, T>> differences) {
        byKind.put(kind, differences);
    }

    @SuppressWarnings("unchecked")
    <T extends KubernetesObject> List<Difference<Object, T>> of(Kind<T> kind) {
        return (List<Difference<Object, T>>) byKind.getOrDefault(kind, List.of());
    }

    boolean isEmpty() {
        return byKind.isEmpty();
    }
}
