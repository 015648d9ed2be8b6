package io.kosmosadmission.admission.scope;

import io.kosmosadmission.admission.PlacementAnnotations;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.kube.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Selects the rule that places a pod: the first that matches. A rule whose own mode is Warn or Audit is only noted, and
 * the search goes on. A pod that names a matching rule in {@code placed-by} keeps it, so that a later round selects the
 * same one. A pod for named nodes has no rule: where it runs is decided, and its fellows are meant for every node.
 *
 * @param found the selected rule; empty where none matches, the pod asks for none, or it is for named nodes
 * @param noted the matching rules before it whose own mode is Warn or Audit
 */
public record SelectedRule(Optional<Rule> found, List<Rule> noted) {

    private static final SelectedRule NONE = new SelectedRule(Optional.empty(), List.of());

    static SelectedRule of(List<Rule> rules, PodView pod, Predicate<Rule> matches) {
        Map<String, String> annotations = pod.metadata().annotations();
        if ("true".equals(annotations.get(PlacementAnnotations.SKIP)) || pod.isForNamedNodes()) {
            return NONE;
        }
        String kept = annotations.getOrDefault(PlacementAnnotations.PLACED_BY, "");
        Optional<Rule> found = Optional.empty();
        List<Rule> noted = new ArrayList<>();
        for (Rule rule : rules) {
            Mode own = rule.mode().orElse(Mode.Enforce);
            boolean isKept = rule.name().equals(kept);
            if (own == Mode.Disabled || (found.isPresent() && !isKept) || !matches.test(rule)) {
                continue;
            }
            if (own == Mode.Enforce) {
                found = Optional.of(rule);
                if (isKept || kept.isEmpty()) {
                    break;
                }
            } else if (found.isEmpty()) {
                noted.add(rule);
            }
        }
        return new SelectedRule(found, noted);
    }
}
