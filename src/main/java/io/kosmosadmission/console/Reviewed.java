package io.kosmosadmission.console;

import java.util.List;

/**
 * What admission says of one manifest, as {@code review} prints it.
 *
 * @param namespace empty for objects without one
 * @param decision in the metric's words
 * @param code empty where there is none
 * @param rule empty where none took part
 * @param message why it was denied; empty where it wasn't
 * @param steps how it came to that
 * @param before what was reviewed, as YAML; for a workload the pod that it would give without us
 * @param after the same as it was patched
 */
public record Reviewed(
        String kind,
        String namespace,
        String name,
        String decision,
        String reason,
        String code,
        String rule,
        String message,
        List<String> warnings,
        List<String> steps,
        String before,
        String after) {

    public Reviewed {
        warnings = List.copyOf(warnings);
        steps = List.copyOf(steps);
    }

    /** Returns whether anything is denied, or would be were it enforced. */
    public boolean isRefused() {
        return decision.endsWith("deny") || decision.equals("denied");
    }
}
