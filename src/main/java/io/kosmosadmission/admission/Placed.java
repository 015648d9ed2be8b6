package io.kosmosadmission.admission;

import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import java.util.List;
import java.util.Map;

/**
 * What placing a pod comes to.
 *
 * @param additions what the pod lacks yet
 * @param annotations those of ours that the pod lacks or has otherwise
 * @param words what was done and why, for people
 * @param providersLeft the live providers that are left to the pod, of those whose label some node or pool bears
 * @param result the pod with the additions
 */
record Placed(
        PodAdditions additions,
        Map<String, String> annotations,
        List<String> words,
        List<String> warnings,
        List<String> providersLeft,
        PodView result) {

    boolean changesNothing() {
        return additions.isEmpty() && annotations.isEmpty();
    }
}
