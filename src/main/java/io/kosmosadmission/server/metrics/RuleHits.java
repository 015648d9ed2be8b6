package io.kosmosadmission.server.metrics;

import io.kosmosadmission.config.Mode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts how often each rule was found for a pod. The platform team names rules, so the number of names is bounded
 * here: all others are {@code other}.
 */
@Singleton
final class RuleHits {

    static final int MOST_NAMES = 100;
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Map<String, Counter[]> byRule = new ConcurrentHashMap<>();

    RuleHits(MeterRegistry registry) {
        this.registry = registry;
    }

    void hit(String rule, Mode mode) {
        Counter[] byMode = byRule.get(rule);
        if (byMode == null) {
            byMode = byRule.computeIfAbsent(labelOf(rule), this::counters);
        }
        byMode[mode.ordinal()].increment();
    }

    /**
     * Returns the label of a rule. Two threads that each see a new name at once may both add it: 101 names do no harm.
     */
    private String labelOf(String rule) {
        return byRule.size() < MOST_NAMES ? rule : OTHER;
    }

    private Counter[] counters(String label) {
        Mode[] modes = Mode.values();
        Counter[] counters = new Counter[modes.length];
        for (Mode mode : modes) {
            counters[mode.ordinal()] = Counter.builder("kosmos_admission_rule_hits")
                    .description("Pods that a rule was found for")
                    .tag("rule", label)
                    .tag("mode", mode.name())
                    .register(registry);
        }
        return counters;
    }
}
