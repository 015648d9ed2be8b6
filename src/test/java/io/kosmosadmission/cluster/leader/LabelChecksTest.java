package io.kosmosadmission.cluster.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.config.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelChecksTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String RULES = "providers: [{name: scaleway, nodes: [{name: \"scw-*\"}]}]\nlabelNodes: ";

    private final LabelChecks checks = new LabelChecks(Mode.Enforce, Optional.empty());

    @Test
    void aNodeThatNobodyLabelsIsFoundAfterAWhile() {
        assertThat(after(0, "Enforce", "u1")).isEmpty();
        assertThat(after(299, "Enforce", "u1")).isEmpty();
        assertThat(after(300, "Enforce", "u1"))
                .containsExactly(
                        "node \"scw-1\" has no label provider (the configuration counts it to scaleway, but"
                                + " nobody has given it the label for 5 minutes): pods that are bound to a provider can't run there");
    }

    @Test
    void aNodeThatWasMadeAnewIsAnother() {
        after(0, "Enforce", "u1");
        assertThat(after(300, "Enforce", "u2")).isEmpty();
        assertThat(after(600, "Enforce", "u2")).hasSize(1);
    }

    @Test
    void otherModesAreNotAwaited() {
        after(0, "Enforce", "u1");
        assertThat(after(300, "Warn", "u1")).isEmpty();
        assertThat(after(301, "Enforce", "u1")).as("counted anew").isEmpty();
        LabelChecks braked = new LabelChecks(Mode.Audit, Optional.empty());
        braked.look(state("Enforce", "u1"), BEGIN);
        assertThat(braked.look(state("Enforce", "u1"), BEGIN.plus(Duration.ofHours(1)))
                        .all())
                .isEmpty();
    }

    private List<String> after(int seconds, String mode, String uid) {
        return checks.look(state(mode, uid), BEGIN.plusSeconds(seconds)).all().stream()
                .map(Finding::message)
                .toList();
    }

    private static ClusterState state(String mode, String uid) {
        String nodes = """
                {apiVersion: v1, kind: Node, metadata: {name: scw-1, uid: %s}}
                ---
                {apiVersion: v1, kind: Node, metadata: {name: scw-2, uid: labelled, labels: {provider: scaleway}}}
                """.formatted(uid);
        return new ClusterState(GivenCluster.configuration(RULES + mode), GivenCluster.inventory(RULES + mode, nodes));
    }
}
