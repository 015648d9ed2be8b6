package io.kosmosadmission.admission.placing;

import io.kosmosadmission.admission.scope.ActiveParts;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.admission.scope.SelectedRule;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What parts that aren't enforced would add to a pod, and the mode that tells who hears of it. */
public record WhatIf(Mode mode, Optional<Rule> rule, List<String> words) {

    public WhatIf {
        words = List.copyOf(words);
    }

    /**
     * Each is computed as if all were enforced, and none of it is seen by what is.
     *
     * @param enforced what the enforced parts of the scope come to for the pod
     * @param placing places the pod
     */
    public static List<WhatIf> of(
            Scope scope, SelectedRule selected, PodPlacement enforced, Function<ActiveParts, PodPlacement> placing) {
        PodView pod = enforced.result();
        Mode ofLimits = modeOfLimits(pod, scope);
        List<Optional<Rule>> rules = new ArrayList<>();
        selected.noted().stream()
                .filter(rule -> scope.modeOf(rule) != Mode.Disabled)
                .forEach(rule -> rules.add(Optional.of(rule)));
        Optional<Rule> found = selected.found().filter(rule -> scope.modeOf(rule) != Mode.Disabled);
        Mode ofFound = found.map(scope::modeOf).orElse(Mode.Enforce);
        if (ofFound != Mode.Enforce || (rules.isEmpty() && ofLimits != Mode.Enforce)) {
            rules.add(found);
        }
        List<WhatIf> whatIfs = new ArrayList<>();
        for (Optional<Rule> rule : rules) {
            PodPlacement would = placing.apply(scope.parts(pod, rule));
            PodAdditions more = would.additions().missingFrom(enforced.result());
            if (!more.isEmpty()) {
                Mode mode = rule.map(scope::modeOf).orElse(Mode.Enforce).leastStrict(ofLimits);
                whatIfs.add(new WhatIf(mode, rule, would.words()));
            }
        }
        return whatIfs;
    }

    /** The least strict mode of the boundaries and, for a pod with volumes, of following its claims. */
    private static Mode modeOfLimits(PodView pod, Scope scope) {
        ActiveParts parts = scope.parts(pod, Optional.empty());
        Mode ofClaims = parts.followClaims() && !pod.volumes().isEmpty() ? scope.storageMode() : Mode.Enforce;
        return parts.boundaries().stream().map(scope::modeOf).reduce(ofClaims, Mode::leastStrict);
    }

    /** Those that the user hears of; whose is the pod in words. */
    public static List<String> warnings(List<WhatIf> whatIfs, String whose) {
        return whatIfs.stream()
                .filter(whatIf -> whatIf.mode() == Mode.Warn)
                .map(whatIf -> whatIf.warning(whose))
                .toList();
    }

    private String warning(String whose) {
        return "if all were enforced, " + whose + " would get: " + String.join("; ", words)
                + rule.map(it -> "; by rule \"" + it.name() + "\"").orElse("");
    }
}
