package io.kosmosadmission.inventory;

import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The objects of a cluster that decisions read, as they were read, by kind; pods without volumes are only counted. */
public final class ClusterObjects {

    public static final ClusterObjects NONE = new ObjectCollector().collected();

    private final Map<Kind<?>, List<?>> byKind;
    private final int podsWithoutVolumes;

    /** byKind holds, for each kind, objects of that kind's type. */
    ClusterObjects(Map<Kind<?>, List<?>> byKind, int podsWithoutVolumes) {
        Map<Kind<?>, List<?>> copies = new HashMap<>();
        byKind.forEach((kind, objects) -> copies.put(kind, List.copyOf(objects)));
        this.byKind = Map.copyOf(copies);
        this.podsWithoutVolumes = podsWithoutVolumes;
    }

    @SuppressWarnings("unchecked")
    public <T extends KubernetesObject> List<T> of(Kind<T> kind) {
        return (List<T>) byKind.getOrDefault(kind, List.of());
    }

    public int podsWithoutVolumes() {
        return podsWithoutVolumes;
    }
}
