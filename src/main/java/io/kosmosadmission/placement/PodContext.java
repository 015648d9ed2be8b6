package io.kosmosadmission.placement;

import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.TolerationsWhitelist;
import io.kosmosadmission.target.Target;
import java.util.List;
import java.util.Optional;

/**
 * What the words of a rule read.
 *
 * @param target what the pod's words, its boundaries and the homes of its claims leave
 * @param hardClaim whether a claim binds the pod to its home
 * @param whitelist which tolerations the pod's namespace permits
 * @param setSelector the selector of the StatefulSet that made the pod; empty where none did, or it isn't known
 */
public record PodContext(
        PodView pod,
        Target target,
        boolean hardClaim,
        TolerationsWhitelist whitelist,
        Optional<LabelSelector> setSelector,
        Providers providers) {

    Optional<Group> group(List<String> labelKeys) {
        return Group.of(pod, labelKeys, setSelector);
    }

    /** The label whose value is a node's provider. */
    String providerLabel() {
        return providers.label();
    }
}
