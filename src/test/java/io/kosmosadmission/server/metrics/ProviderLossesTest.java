package io.kosmosadmission.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.LostProviders;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderLossesTest {

    private final ProviderLosses losses = new ProviderLosses();

    private static ClusterState state(int providers, int lost) {
        StringBuilder rules = new StringBuilder("providers:\n- {name: never}\n");
        StringBuilder nodes = new StringBuilder();
        Map<String, Instant> since = new HashMap<>();
        for (int i = 0; i < providers; i++) {
            rules.append("- {name: p").append(i).append(", lostAfter: 10m}\n");
            nodes.append("{apiVersion: v1, kind: Node, metadata: {name: n%1$d, labels: {provider: p%1$d}}}\n---\n"
                    .formatted(i));
            if (i >= providers - lost) {
                since.put("p" + i, Instant.EPOCH);
            }
        }
        Inventory inventory = GivenCluster.inventory(rules.toString(), nodes.toString());
        return new ClusterState(GivenCluster.configuration(rules.toString()), inventory.with(new LostProviders(since)));
    }

    @Test
    void areToldOfThoseThatCanBeLost() {
        assertThat(losses.of(state(2, 1))).isEqualTo(Map.of("p0", 0, "p1", 1));
        assertThat(losses.of(state(2, 0))).isEqualTo(Map.of("p0", 0, "p1", 0));
    }

    @Test
    void areOthersBeyondTheMostNames() {
        assertThat(losses.of(state(ProviderLosses.MOST_NAMES + 20, 1)))
                .hasSize(ProviderLosses.MOST_NAMES + 1)
                .containsEntry("other", 1)
                .containsEntry("p99", 0);
        assertThat(losses.of(state(ProviderLosses.MOST_NAMES + 20, 0))).containsEntry("other", 0);
    }
}
