package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first pod of a StatefulSet may come before the set does by watch; the set's selector is its group. */
class GroupLookUpTest {

    private static final ObjectKey SET = ObjectKey.workload(WorkloadKind.StatefulSet, "default", "db");
    private static final String POD = """
            {name: db-0, labels: {app: db, shard: a, role: replica},
             ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: u, controller: true}]}
            """;

    @Test
    void aSetThatTheStateLacksIsRead() {
        ReviewStep.Needs needs = needs("{spread: {}}");
        assertThat(needs.keys()).containsExactly(SET);

        assertThat(selector(needs.read().apply(fresh(Optional.of(set("app: db, shard: a"))))))
                .isEqualTo(Map.of("app", "db", "shard", "a"));
    }

    @Test
    void withoutItThePodsLabelsTellTheGroup() {
        ReviewStep.Needs needs = needs("{spread: {}}");
        assertThat(selector(needs.read().apply(fresh(Optional.empty())))).isEqualTo(Map.of("app", "db"));

        ReviewStep unread = needs.unread().apply(new LookupFailedException("no answer from the API server", null));
        assertThat(selector(unread)).isEqualTo(Map.of("app", "db"));
        assertThat(decided(unread).notes().warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a word that names its keys     | {spread: {labelKeys: [app]}}              | mutate
        a rule without a group         | {prefer: [aws]}                           | mutate
        a pod that is only judged      | {spread: {}}                              | validate
        """)
    void noSetIsReadFor(String sentence, String placement, Webhook webhook) {
        assertThat(begin(webhook, placement, GivenCluster.THREE_PROVIDERS)).isInstanceOf(ReviewStep.Decided.class);
    }

    @Test
    void aSetOfTheStateIsNotRead() {
        String cluster = GivenCluster.THREE_PROVIDERS + "---\n" + setText("app: db, shard: a");
        assertThat(selector(begin(Webhook.mutate, "{spread: {}}", cluster)))
                .isEqualTo(Map.of("app", "db", "shard", "a"));
    }

    private static ReviewStep.Needs needs(String placement) {
        return begin(Webhook.mutate, placement, GivenCluster.THREE_PROVIDERS)
                .match(
                        decision -> {
                            throw new AssertionError("decided without the set: " + decision);
                        },
                        needs -> needs);
    }

    private static ReviewStep begin(Webhook webhook, String placement, String cluster) {
        String rules = "rules: [{name: default, match: [{}], placement: " + placement + "}]";
        ClusterState state =
                new ClusterState(GivenCluster.configuration(rules), GivenCluster.inventory(rules, cluster));
        return new Reviewer(Mode.Enforce).begin(webhook, GivenCluster.creation(GivenCluster.podWith(POD, "{}")), state);
    }

    private static FreshObjects fresh(Optional<Object> set) {
        return new FreshObjects(Map.of(SET, set));
    }

    private static StoredWorkload set(String selector) {
        return GivenCluster.inventory("", setText(selector))
                .workload(WorkloadKind.StatefulSet, "default", "db")
                .orElseThrow();
    }

    private static String setText(String selector) {
        return "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, namespace: default}, spec: {selector:"
                + " {matchLabels: {" + selector + "}}, template: {metadata: {labels: {" + selector
                + "}}, spec: {}}}}\n";
    }

    private static Object selector(ReviewStep step) {
        List<PatchOperation> patch =
                decided(step).match(allowed -> List.of(), Decision.Patched::patch, denied -> List.of());
        return patch.stream()
                .filter(operation -> operation.path().equals("/spec/topologySpreadConstraints"))
                .flatMap(operation -> ((List<?>) operation.value()).stream())
                .map(constraint -> ((Map<?, ?>) ((Map<?, ?>) constraint).get("labelSelector")).get("matchLabels"))
                .findFirst()
                .orElseThrow();
    }

    private static Decision decided(ReviewStep step) {
        return step.match(decision -> decision, needs -> {
            throw new AssertionError("asks once more: " + needs.keys());
        });
    }
}
