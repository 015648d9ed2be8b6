package io.kosmosadmission.admission;

import io.kosmosadmission.kube.PodView;
import java.util.List;

/**
 * A pod as it leaves {@code /mutate}.
 *
 * @param words what was done to it and why, for people
 * @param providers those that are left to it, as far as is known
 * @param unlabelled whether nodes whose provider isn't known are left to it, too
 */
public record MadePod(PodView pod, List<String> words, List<String> providers, boolean unlabelled) {

    public MadePod {
        words = List.copyOf(words);
        providers = List.copyOf(providers);
    }
}
