package io.kosmosadmission.placement;

import io.kosmosadmission.kube.PodAdditions;
import java.util.List;

/**
 * What one part of the placement adds to a pod.
 *
 * @param words what was done, for the pod's annotation; the same in each review of the pod
 * @param warnings what the user is told
 */
public record Contribution(PodAdditions additions, List<String> words, List<String> warnings) {

    public static final Contribution NOTHING = new Contribution(PodAdditions.NONE, List.of(), List.of());

    public Contribution {
        words = List.copyOf(words);
        warnings = List.copyOf(warnings);
    }

    static Contribution of(PodAdditions additions, String word) {
        return new Contribution(additions, List.of(word), List.of());
    }

    static Contribution warning(String warning) {
        return warnings(List.of(warning));
    }

    static Contribution warnings(List<String> warnings) {
        return new Contribution(PodAdditions.NONE, List.of(), warnings);
    }
}
