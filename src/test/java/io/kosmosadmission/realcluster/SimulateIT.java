package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.realcluster.oracle.Comparison;
import io.kosmosadmission.realcluster.oracle.Oracle;
import org.junit.jupiter.api.Test;

/**
 * What the real scheduler says of pods in random clusters, and what ours says. {@code -Dsimulated-clusters=100} takes more
 * clusters, {@code -Dsimulated-seed} other ones.
 */
class SimulateIT {
    private static final int CLUSTERS = Integer.getInteger("simulated-clusters", 20);
    private static final int SEED = Integer.getInteger("simulated-seed", 1);
    private static final double ENOUGH = 0.99;

    @Test
    void everyScoreAndEveryFeasibleNodeIsTheSchedulers() {
        try (Oracle oracle = new Oracle()) {
            Comparison comparison = new Comparison(oracle.minorVersion());
            for (int i = 0; i < CLUSTERS; i++) {
                oracle.compare(SEED + i, comparison);
            }

            System.out.println(CLUSTERS + " clusters: " + comparison);
            comparison.differences().stream().limit(40).forEach(System.out::println);
            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.choicesAmongBest()).isGreaterThanOrEqualTo(ENOUGH);
            assertThat(comparison.scores())
                    .containsKeys(
                            "NodeResourcesFit",
                            "NodeResourcesBalancedAllocation",
                            "PodTopologySpread",
                            "InterPodAffinity",
                            "NodeAffinity",
                            "TaintToleration");
            assertThat(comparison.refused()).isPositive();
        }
    }
}
