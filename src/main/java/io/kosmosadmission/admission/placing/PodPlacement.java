package io.kosmosadmission.admission.placing;

import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.target.Target;
import java.util.List;
import java.util.Map;

/**
 * What placing a pod comes to.
 *
 * @param additions what the pod lacks yet
 * @param annotations those of ours that the pod lacks or has otherwise
 * @param words what was done and why, for people
 * @param left what is left to the pod by all of it
 * @param result the pod with the additions
 */
public record PodPlacement(
        PodAdditions additions,
        Map<String, String> annotations,
        List<String> words,
        List<String> warnings,
        Target left,
        PodView result) {

    public boolean changesNothing() {
        return additions.isEmpty() && annotations.isEmpty();
    }

    /** The live providers that are left to the pod, of those whose label some node or pool bears. */
    public List<String> providersLeft(Providers providers) {
        return providers.all().stream()
                .filter(Provider::labelled)
                .map(Provider::name)
                .filter(left::contains)
                .toList();
    }
}
