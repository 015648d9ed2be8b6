package io.kosmosadmission.storage;

import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.target.Target;
import java.util.List;

/**
 * A pod with volumes, or a workload, judged by the pod that it would give.
 *
 * @param kind in lower case, as in messages of the API: {@code deployment}
 * @param pod what the consumer itself asks of nodes
 * @param target where the pod can run
 * @param volumes the pod's volumes with their homes
 */
public record Consumer(String kind, String name, PodView pod, Target target, List<VolumeUse> volumes) {

    public Consumer {
        volumes = List.copyOf(volumes);
    }

    public Consumer withTarget(Target other) {
        return new Consumer(kind, name, pod, other, volumes);
    }

    /** Returns this consumer with another pod, which asks for other nodes. */
    public Consumer withPod(PodView other, Target itsTarget) {
        return new Consumer(kind, name, other, itsTarget, volumes);
    }

    /** Returns this consumer with the named volume alone. */
    public Consumer about(String volume) {
        return new Consumer(
                kind,
                name,
                pod,
                target,
                volumes.stream().filter(use -> use.name().equals(volume)).toList());
    }

    public String subject() {
        return subject(kind, name);
    }

    /** Returns an object for people: {@code deployment "db"}, {@code this job} where it has no name yet. */
    public static String subject(String kind, String name) {
        return name.isEmpty() ? "this " + kind : kind + " \"" + name + "\"";
    }

    public String quotedName() {
        return name.isEmpty() ? "it" : "\"" + name + "\"";
    }
}
