package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.PlacementAnnotations;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.placement.OnePerProvider;
import io.kosmosadmission.placement.Spreading;
import java.util.ArrayList;
import java.util.List;

/** Warns of a pod that what was added no longer selects, because a later webhook changed its labels. */
final class LostSelectors {

    private LostSelectors() {}

    static List<String> warnings(PodView pod, Scope scope, Providers providers) {
        if (pod.metadata()
                .annotations()
                .getOrDefault(PlacementAnnotations.PLACED, "")
                .isEmpty()) {
            return List.of();
        }
        List<String> lost = new ArrayList<>();
        Spreading.warningOfFinal(pod, providers).ifPresent(lost::add);
        scope.placedBy(pod)
                .flatMap(rule -> rule.placement().onePerProvider())
                .flatMap(separation -> OnePerProvider.warningOfFinal(separation, pod, providers))
                .ifPresent(lost::add);
        return lost;
    }
}
