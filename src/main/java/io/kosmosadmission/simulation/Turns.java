package io.kosmosadmission.simulation;

import io.kosmosadmission.kube.ObjectKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The pods by which sets that make one after the other are held up: until it runs, no later one is made. */
final class Turns {

    private final Map<ObjectKey, RemadePod> stuck = new HashMap<>();

    /** Returns the pod of the same set that has no place and comes before this one. */
    Optional<RemadePod> stuck(RemadePod pod) {
        return pod.inTurn().map(stuck::get);
    }

    /** The pod has no place. */
    void stick(RemadePod pod) {
        pod.inTurn().ifPresent(set -> stuck.put(set, pod));
    }
}
