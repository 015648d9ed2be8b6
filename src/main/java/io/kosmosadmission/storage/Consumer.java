package io.kosmosadmission.storage;

import io.kosmosadmission.target.Target;
import java.util.List;

/**
 * Whoever runs pods with volumes: a pod, or a workload by the pod that it would give.
 *
 * @param kind in lower case, as in messages of the API: {@code deployment}
 */
public record Consumer(String kind, String name, Target target, List<VolumeUse> volumes) {

    public Consumer {
        volumes = List.copyOf(volumes);
    }

    public Consumer withTarget(Target other) {
        return new Consumer(kind, name, other, volumes);
    }

    /** The same with nothing but this volume. */
    public Consumer about(String volume) {
        return new Consumer(
                kind,
                name,
                target,
                volumes.stream().filter(use -> use.name().equals(volume)).toList());
    }

    public String subject() {
        return name.isEmpty() ? "this " + kind : kind + " " + quotedName();
    }

    public String quotedName() {
        return name.isEmpty() ? "it" : "\"" + name + "\"";
    }
}
