package io.kosmosadmission.admission;

import io.kosmosadmission.config.Mode;
import java.util.ArrayList;
import java.util.List;

/**
 * What every decision says beside its result.
 *
 * @param mode the mode in which the decision was made
 * @param would what the decision would have been if everything were enforced
 * @param hits the rules that took part, the one in force first
 * @param warnings for the user, all of them, each once
 */
public record Notes(Reason reason, Mode mode, Would would, List<RuleHit> hits, List<String> warnings) {

    /** Nobody reads more, and the API server passes on only 4,096 characters in all. */
    static final int MOST_WARNINGS = 16;

    /** What the parts that aren't enforced would have done. */
    public enum Would {
        Nothing,
        Patch,
        Deny
    }

    public Notes {
        hits = List.copyOf(hits);
        warnings = warnings.size() < 2
                ? List.copyOf(warnings)
                : warnings.stream().distinct().toList();
    }

    /** Returns the warnings as they are told: beyond 16 they are counted only. */
    public List<String> toldWarnings() {
        if (warnings.size() <= MOST_WARNINGS) {
            return warnings;
        }
        List<String> first = new ArrayList<>(warnings.subList(0, MOST_WARNINGS));
        first.add("and " + (warnings.size() - MOST_WARNINGS) + " more warnings");
        return first;
    }

    public static Notes of(Reason reason) {
        return new Notes(reason, Mode.Enforce, Would.Nothing, List.of(), List.of());
    }

    /** Returns the rule that placed the pod, or would; empty where none took part. */
    public String rule() {
        return hits.isEmpty() ? "" : hits.get(0).rule();
    }

    Notes withWarnings(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Notes(reason, mode, would, hits, all);
    }
}
