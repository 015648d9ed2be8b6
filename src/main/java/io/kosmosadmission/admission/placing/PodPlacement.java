package io.kosmosadmission.admission.placing;

import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The result of placing a pod.
 *
 * @param additions what the pod doesn't have yet
 * @param annotations those of ours that the pod lacks or that differ
 * @param words what was done and why, for people
 * @param lacking those of the words of which the pod doesn't have all yet
 * @param warnings for the user
 * @param left the target that all parts together leave to the pod
 * @param result the pod with the additions
 */
public record PodPlacement(
        PodAdditions additions,
        Map<String, String> annotations,
        List<String> words,
        List<String> lacking,
        List<String> warnings,
        Target left,
        PodView result) {

    PodPlacement withWarnings(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new PodPlacement(additions, annotations, words, lacking, all, left, result);
    }

    /** Returns this placement with no other words than those of which the pod lacks something, where any is told. */
    public PodPlacement ofLacking() {
        return lacking.isEmpty()
                ? this
                : new PodPlacement(additions, annotations, lacking, lacking, warnings, left, result);
    }

    public boolean changesNothing() {
        return additions.isEmpty() && annotations.isEmpty();
    }

    /** Returns the live providers that are left to the pod; only those whose label some node or pool has. */
    public List<String> providersLeft(Providers providers) {
        return providers.all().stream()
                .filter(Provider::labelled)
                .map(Provider::name)
                .filter(left::contains)
                .toList();
    }
}
