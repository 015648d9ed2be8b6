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

/** What the parts that aren't enforced would add to a pod, and the mode, which decides who is told. */
public record WhatIf(Mode mode, Optional<Rule> rule, List<String> words) {

    public WhatIf {
        words = List.copyOf(words);
    }

    /**
     * Returns a what-if for each noted rule; and one for the selected rule, if that isn't enforced, or if no rule is
     * noted and a boundary or the following of claims isn't enforced. Those that would add nothing are left out. Each
     * is computed as if everything were enforced, and none affects what is enforced.
     *
     * @param enforced the result of the enforced parts of the scope for the pod
     * @param placing places the pod by other parts
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

    /** Returns the least strict mode of the boundaries and, for a pod with volumes, of following its claims. */
    private static Mode modeOfLimits(PodView pod, Scope scope) {
        ActiveParts parts = scope.parts(pod, Optional.empty());
        Mode ofClaims = parts.followClaims() && !pod.volumes().isEmpty() ? scope.storageMode() : Mode.Enforce;
        return parts.boundaries().stream().map(scope::modeOf).reduce(ofClaims, Mode::leastStrict);
    }

    /** Returns the warnings for the user. whose names the pod: {@code this pod}. */
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
