package io.kosmosadmission.admission;

import io.kosmosadmission.config.Mode;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said beside every decision. mode is the mode in which it was made; would says what the same review would have
 * come to, were everything enforced; hits are the rules that took part, the one in force first.
 */
public record Notes(Reason reason, Mode mode, Would would, List<RuleHit> hits, List<String> warnings) {

    /** All that people read, and enough for the API server, which passes on 4,096 characters in all. */
    static final int MOST_WARNINGS = 16;

    /** What a part that isn't enforced would have done. */
    public enum Would {
        Nothing,
        Patch,
        Deny
    }

    public Notes {
        hits = List.copyOf(hits);
        warnings = warnings.size() <= MOST_WARNINGS ? List.copyOf(warnings) : shortened(warnings);
    }

    private static List<String> shortened(List<String> warnings) {
        List<String> first = new ArrayList<>(warnings.subList(0, MOST_WARNINGS));
        first.add("and " + (warnings.size() - MOST_WARNINGS) + " more warnings");
        return List.copyOf(first);
    }

    public static Notes of(Reason reason) {
        return new Notes(reason, Mode.Enforce, Would.Nothing, List.of(), List.of());
    }

    /** The rule that the pod was placed by, or would be; empty where none took part. */
    public String rule() {
        return hits.isEmpty() ? "" : hits.get(0).rule();
    }

    Notes withWarnings(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Notes(reason, mode, would, hits, all.stream().distinct().toList());
    }
}
