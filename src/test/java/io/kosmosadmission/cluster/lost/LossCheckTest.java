package io.kosmosadmission.cluster.lost;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.LostProviders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LossCheckTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String RULES = "providers: [{name: aws, lostAfter: 10m}]";

    private final List<String> written = new ArrayList<>();
    private final OwnRecord record = new OwnRecord(change -> written.add("changed"));
    private Optional<ClusterState> seen = Optional.empty();
    private final LossCheck check = new LossCheck(() -> seen, record);
    private Instant now = START;

    private void sees(String status, Instant since) {
        Configuration configuration = GivenCluster.configuration(RULES);
        String node = "{apiVersion: v1, kind: Node, metadata: {name: aws-1, labels: {provider: aws}}, "
                + "status: {conditions: [{type: Ready, status: \"" + status + "\", lastTransitionTime: \"" + since
                + "\"}]}}";
        seen = Optional.of(new ClusterState(configuration, GivenCluster.inventory(RULES, node)));
    }

    private void seesNothing() {
        seen = Optional.empty();
    }

    private void looks(Duration later) {
        now = now.plus(later);
        check.look(now);
    }

    private boolean lost() {
        return !record.known().equals(LostProviders.NONE);
    }

    @Test
    void decidesAtTheSecondLook() {
        sees("False", START.minus(Duration.ofHours(1)));
        looks(Duration.ZERO);
        assertThat(lost()).isFalse();
        looks(LossCheck.PERIOD);
        assertThat(record.known().since()).containsOnlyKeys("aws").containsValue(START.minus(Duration.ofHours(1)));
        looks(LossCheck.PERIOD);
        assertThat(written).as("it is written once").hasSize(1);
    }

    @Test
    void takesAProviderBack() {
        decidesAtTheSecondLook();
        sees("True", now);
        looks(LossCheck.PERIOD);
        assertThat(lost()).isTrue();
        for (int look = 0; look < 60; look++) {
            looks(LossCheck.PERIOD);
        }
        assertThat(lost()).isFalse();
        assertThat(written).hasSize(2);
    }

    @Test
    void changesNothingWhileTheNodesAreNotSeen() {
        sees("False", START);
        looks(Duration.ZERO);
        seesNothing();
        for (int look = 0; look < 500; look++) {
            looks(LossCheck.PERIOD);
        }
        assertThat(lost()).isFalse();
    }

    @Test
    void whatIsSeenFirstAfterwardsMayBeOld() {
        changesNothingWhileTheNodesAreNotSeen();
        sees("False", START);
        looks(LossCheck.PERIOD);
        assertThat(lost()).isFalse();
        sees("True", START.plus(Duration.ofMinutes(9)));
        looks(LossCheck.PERIOD);
        assertThat(lost()).isFalse();
        assertThat(written).isEmpty();
    }

    /** As when another replica held the lease in between. */
    @Test
    void whatWasSeenLongAgoIsNoLookBefore() {
        sees("False", START.minus(Duration.ofHours(1)));
        looks(Duration.ZERO);
        looks(Duration.ofMinutes(1));
        assertThat(lost()).isFalse();
        looks(LossCheck.PERIOD);
        assertThat(lost()).isTrue();
    }
}
