package io.kosmosadmission.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.config.Mode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class RuleHitsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RuleHits hits = new RuleHits(registry);

    @Test
    void areCountedByRuleAndMode() {
        hits.hit("edge", Mode.Enforce);
        hits.hit("edge", Mode.Audit);
        hits.hit("edge", Mode.Audit);
        assertThat(count("edge", Mode.Enforce)).isEqualTo(1);
        assertThat(count("edge", Mode.Audit)).isEqualTo(2);
    }

    @Test
    void areOthersBeyondTheMostNames() {
        for (int rule = 0; rule < 3 * RuleHits.MOST_NAMES; rule++) {
            hits.hit("rule-" + rule, Mode.Enforce);
        }
        assertThat(count("rule-99", Mode.Enforce)).isEqualTo(1);
        assertThat(count("other", Mode.Enforce)).isEqualTo(2 * RuleHits.MOST_NAMES);
        hits.hit("rule-0", Mode.Enforce);
        assertThat(count("rule-0", Mode.Enforce)).isEqualTo(2);
    }

    private double count(String rule, Mode mode) {
        return registry.get("kosmos_admission_rule_hits")
                .tags("rule", rule, "mode", mode.name())
                .counter()
                .count();
    }
}
