package io.kosmosadmission.server.metrics;

import io.kosmosadmission.config.Mode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often each rule placed a pod. The platform team names rules, so the names are bounded here: the rest is other. */
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

    /** Two threads that meet a new name at once may both be let in: 101 names do no harm. */
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
