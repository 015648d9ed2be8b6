package io.kosmosadmission.reading.rules;

import io.kosmosadmission.config.Colocate;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.config.Strength;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.reading.yaml.YamlNode;
import io.kosmosadmission.reading.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses rules that wait for each other: a Required colocate waits for the very pods that another rule matches, and
 * the other rule waits for pods of this one in turn, directly or through more rules. None of them would ever be the
 * first to run. A rule that waits for its own pods is refused as well. Only equal selectors count as the same pods.
 */
final class ColocationCycles {

    private final List<Rule> waiting = new ArrayList<>();

    /**
     * Judges a rule against those before it. An error is reported at colocate, which is where the rule says for whom it
     * waits.
     */
    void judge(Rule rule, YamlNode colocate) {
        if (awaited(rule).isEmpty()) {
            return;
        }
        waiting.add(rule);
        if (waitsFor(rule, rule)) {
            colocate.forbidden("its pods would wait for themselves; it must be of other pods");
            return;
        }
        Set<Rule> reached = new LinkedHashSet<>(List.of(rule));
        List<Rule> open = new ArrayList<>(reached);
        while (!open.isEmpty()) {
            Rule next = open.remove(open.size() - 1);
            for (Rule other : waiting) {
                if (waitsFor(next, other) && other.equals(rule)) {
                    colocate.forbidden("its pods wait for those of rule " + YamlText.quoted(next.name())
                            + ", and those for these: none would be the first");
                    return;
                }
                if (waitsFor(next, other) && reached.add(other)) {
                    open.add(other);
                }
            }
        }
    }

    private static Optional<LabelSelector> awaited(Rule rule) {
        return rule.placement()
                .colocate()
                .filter(colocate -> colocate.mode() == Strength.Required)
                .flatMap(Colocate::podSelector);
    }

    /** Returns whether the first rule waits for pods that the second one matches. */
    private static boolean waitsFor(Rule rule, Rule other) {
        Optional<LabelSelector> awaited = awaited(rule);
        return awaited.isPresent()
                && other.match().stream().anyMatch(term -> term.podSelector().equals(awaited));
    }
}
