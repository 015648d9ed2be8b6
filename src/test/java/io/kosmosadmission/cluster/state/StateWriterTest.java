package io.kosmosadmission.cluster.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.Node;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateWriterTest {
    private final StateWriter writer = new StateWriter(Set.of("nodes", "rules"));

    @AfterEach
    void close() {
        writer.close();
    }

    private void node(String name, String provider) {
        writer.submit(state -> state.put(Kind.NODE, new Node(name, Map.of("provider", provider), "", List.of())));
    }

    private void synced() {
        writer.start();
        writer.submit(state -> state.complete("nodes"));
        writer.submit(state -> state.complete("rules"));
        await().until(writer::synced);
    }

    private String provider(String name) {
        return writer.current()
                .inventory()
                .node(name)
                .map(node -> node.labels().get("provider"))
                .orElse("");
    }

    @Test
    void nothingIsSeenBeforeEveryPartIsComplete() {
        ClusterState empty = writer.current();
        writer.start();
        node("a", "aws");
        writer.submit(state -> state.complete("nodes"));
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        assertThat(writer.synced()).isFalse();
        assertThat(writer.current()).isSameAs(empty);
        writer.submit(state -> state.complete("rules"));
        await().until(writer::synced);
        assertThat(provider("a")).isEqualTo("aws");
    }

    /** The fact and the rules come in any order. */
    @Test
    void whatTheApiServerForbidsHoldsForEveryConfiguration() {
        synced();
        Configuration rules = GivenCluster.configuration(
                "rules: [{name: edge, match: [{}], placement: {onePerProvider: Required}}, {name: wish, match: [{}],"
                        + " placement: {onePerProvider: Preferred}}]");
        Configuration forbidden = rules.whereRequiredAntiAffinityIsForbidden();
        writer.submit(state -> state.configure(rules));
        await().until(() -> writer.current().configuration().equals(rules));
        writer.submit(state -> state.requiredAntiAffinityForbidden(true));
        await().until(() -> writer.current().configuration().equals(forbidden));
        writer.submit(state -> state.configure(Configuration.DEFAULT));
        await().until(() -> writer.current().configuration().rules().isEmpty());
        writer.submit(state -> state.configure(rules));
        await().until(() -> writer.current().configuration().equals(forbidden));
        writer.submit(state -> state.requiredAntiAffinityForbidden(false));
        await().until(() -> writer.current().configuration().equals(rules));
        assertThat(forbidden).isNotEqualTo(rules);
        assertThat(forbidden.rules().get(1)).isEqualTo(rules.rules().get(1));
    }

    @Test
    void ofTwoChangesTheLaterCounts() {
        synced();
        for (int round = 0; round < 1000; round++) {
            node("a", "aws");
            node("a", "gcp");
            writer.submit(state -> state.remove(Kind.NODE, "", "b"));
            node("b", "scaleway");
        }
        node("c", "aws");
        writer.submit(state -> state.remove(Kind.NODE, "", "c"));
        node("last", "aws");
        await().until(() -> !provider("last").isEmpty());
        assertThat(provider("a")).isEqualTo("gcp");
        assertThat(provider("b")).isEqualTo("scaleway");
        assertThat(provider("c")).isEmpty();
    }

    @Test
    void aBurstMakesFewStatesAndEachWithinATenthOfASecond() throws InterruptedException {
        synced();
        Set<ClusterState> states = new HashSet<>();
        long begin = System.nanoTime();
        for (int change = 0; change < 1000; change++) {
            node("node-" + change, "aws");
            states.add(writer.current());
            Thread.sleep(1);
        }
        long tenths = (System.nanoTime() - begin) / Duration.ofMillis(100).toNanos();
        await().until(() -> !provider("node-999").isEmpty());
        assertThat(states).hasSizeBetween(3, (int) tenths + 2);
    }

    @Test
    void aChangeIsSeenAlthoughTheNextOnesNeverCease() {
        synced();
        anotherAndAnother();
        node("a", "aws");
        await().until(() -> provider("a").equals("aws"));
    }

    /** There is always one more to take. */
    private void anotherAndAnother() {
        writer.submit(state -> anotherAndAnother());
    }

    @Test
    void aChangeThatFailsIsLeftOutAlone() {
        synced();
        writer.submit(state -> {
            throw new IllegalStateException("shown in the log");
        });
        node("a", "aws");
        await().until(() -> provider("a").equals("aws"));
    }
}
