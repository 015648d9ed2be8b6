package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding skewed of audit: where a rule promised that pods are even, and nowhere else. */
class AuditSkewTest {

    private static final String SPREAD = "rules: [{name: default, match: [{}], placement: {spread: {}}}]\n";
    private static final String[] ALL_ON_ONE = {"scw-1", "scw-1", "scw-1"};

    @TempDir
    private Path folder;

    private AuditedText cluster() {
        return new AuditedText(folder).node("scw-1", "scaleway", "");
    }

    private AuditedText twoProviders() {
        return cluster().node("aws-1", "aws", "");
    }

    @Test
    void isToldOfPodsOnOneOfTwoProviders() throws IOException {
        assertThat(twoProviders()
                        .rules(SPREAD)
                        .deployment("web", "5d8f", "", ALL_ON_ONE)
                        .found("skewed"))
                .containsExactly(
                        "warn shop/web (Deployment): skewed: the 3 pods of deployment \"web\" are skewed: aws 0, scaleway 3"
                                + " (maxSkew 1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "buffer: {pool: aws/b}, spread: {}",
                "spread: {antiAffinityWeight: 0}",
                "spread: {}, colocate: {podSelector: {matchLabels: {app: cache}}}",
                "spread: {maxSkew: 3}",
                "prefer: [scaleway]",
            })
    void isNotToldWhereTheRulePromisesNothing(String placement) throws IOException {
        assertThat(twoProviders()
                        .rules("providers: [{name: aws, elasticPools: [{name: b, labels: {provider: aws, pool: b}}]}]\n"
                                + "rules: [{name: default, match: [{}], placement: {" + placement + "}}]\n")
                        .deployment("web", "5d8f", "", ALL_ON_ONE)
                        .found("skewed"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topologySpreadConstraints: [{maxSkew: 1, topologyKey: provider, whenUnsatisfiable: ScheduleAnyway, "
                        + "labelSelector: {matchLabels: {app: web}}}]",
                "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
                        + "[{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: cache}}}]}}",
                "affinity: {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, "
                        + "podAffinityTerm: {topologyKey: provider, labelSelector: {matchLabels: {app: cache}}}}]}}",
                "containers: [{name: c, image: i, resources: {limits: {nvidia.com/gpu: 1}}}]",
                "nodeSelector: {provider: scaleway}",
            })
    void isNotToldWhereThePodsSayOtherwise(String spec) throws IOException {
        assertThat(twoProviders()
                        .rules(SPREAD)
                        .deployment("web", "5d8f", spec, ALL_ON_ONE)
                        .found("skewed"))
                .isEmpty();
    }

    @Test
    void aPreferredProviderMayHaveOneMore() throws IOException {
        String rules = "rules: [{name: default, match: [{}], placement: {prefer: [scaleway], spread: {}}}]\n";
        assertThat(twoProviders()
                        .rules(rules)
                        .deployment("web", "5d8f", "", "scw-1", "scw-1")
                        .found("skewed"))
                .isEmpty();
        assertThat(twoProviders()
                        .rules(rules)
                        .deployment("web", "5d8f", "", ALL_ON_ONE)
                        .found("skewed"))
                .singleElement()
                .asString()
                .contains("(maxSkew 1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unschedulable: true|''",
                "'taints: [{key: node.kubernetes.io/unschedulable, effect: NoSchedule}]'|''",
                "''|'nodeSelector: {disk: ssd}'",
                "''|'topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, "
                        + "labelSelector: {matchLabels: {app: web}}}]'",
            })
    void aProviderWithoutANodeForThePodsDoesNotCount(String node, String spec) throws IOException {
        AuditedText audited = new AuditedText(folder)
                .add(
                        "{apiVersion: v1, kind: Node, metadata: {name: scw-1, labels: {provider: scaleway, disk: ssd, zone: z}}}")
                .node("aws-1", "aws", node)
                .rules(SPREAD)
                .deployment("web", "5d8f", spec, ALL_ON_ONE);
        assertThat(audited.found("skewed")).isEmpty();
    }

    @Test
    void aProviderThatSomeOfThePodsCannotReachDoesNotCount() throws IOException {
        String labelled = "rules: [{name: default, match: [{}], placement: {spread: {labelKeys: [team]}}}]\n";
        AuditedText audited = twoProviders().node("gcp-1", "gcp", "").rules(labelled);
        pod(audited, "a", "scw-1", "");
        pod(audited, "b", "scw-1", "");
        pod(audited, "c", "aws-1", "");
        assertThat(audited.found("skewed")).singleElement().asString().contains("aws 1, gcp 0, scaleway 2");
        String within =
                ", affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                        + "[{matchExpressions: [{key: provider, operator: In, values: [scaleway, aws]}]}]}}}";
        pod(audited, "d", "aws-1", within);
        assertThat(audited.found("skewed")).isEmpty();
    }

    private static void pod(AuditedText audited, String name, String node, String more) {
        audited.add("{apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: " + name
                + ", labels: {team: t}}, spec: {nodeName: " + node + more + "}, status: {phase: Running}}");
    }

    @Test
    void isNotToldDuringARollout() throws IOException {
        AuditedText audited = twoProviders().rules(SPREAD).deployment("web", "old", "", ALL_ON_ONE);
        assertThat(audited.deployment("web", "new", "", "aws-1").found("skewed"))
                .isEmpty();
    }

    @Test
    void isNotToldWhileAnArgoRolloutIsMidway() throws IOException {
        AuditedText audited = twoProviders().rules(SPREAD);
        rolledOut(audited, "old", 3);
        assertThat(audited.found("skewed")).as("not a rollout").hasSize(1);
        rolledOut(audited, "new", 1);
        assertThat(audited.found("skewed")).isEmpty();
    }

    /** A ReplicaSet of an Argo Rollout, with its pods all on one provider. */
    private static void rolledOut(AuditedText audited, String hash, int pods) {
        String labels = "labels: {app: api, rollouts-pod-template-hash: " + hash + "}";
        audited.add("{apiVersion: apps/v1, kind: ReplicaSet, metadata: {namespace: shop, name: api-" + hash
                + ", ownerReferences: [{apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: api, uid: u, "
                + "controller: true}]}, spec: {template: {metadata: {" + labels + "}, spec: {}}}}");
        for (int i = 0; i < pods; i++) {
            owned(audited, "api-" + hash + "-" + i, "apps/v1", "ReplicaSet", "api-" + hash, labels);
        }
    }

    private static void owned(
            AuditedText audited, String name, String version, String kind, String owner, String labels) {
        audited.add("{apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: " + name + ", " + labels
                + ", ownerReferences: [{apiVersion: " + version + ", kind: " + kind + ", name: " + owner
                + ", uid: u, controller: true}]}, spec: {nodeName: scw-1}, status: {phase: Running}}");
    }

    @Test
    void isNotToldWhileAStatefulSetIsMidway() throws IOException {
        AuditedText audited = twoProviders().rules(SPREAD);
        owned(audited, "db-0", "apps/v1", "StatefulSet", "db", "labels: {app: db, controller-revision-hash: a}");
        owned(audited, "db-1", "apps/v1", "StatefulSet", "db", "labels: {app: db, controller-revision-hash: a}");
        assertThat(audited.found("skewed")).hasSize(1);
        owned(audited, "db-2", "apps/v1", "StatefulSet", "db", "labels: {app: db, controller-revision-hash: b}");
        assertThat(audited.found("skewed")).isEmpty();
    }

    @Test
    void isNotToldOfAJobWhosePodsRunOut() throws IOException {
        AuditedText audited = twoProviders().rules(SPREAD);
        owned(audited, "run-a", "batch/v1", "Job", "run", "labels: {batch.kubernetes.io/controller-uid: u}");
        owned(audited, "run-b", "batch/v1", "Job", "run", "labels: {batch.kubernetes.io/controller-uid: u}");
        assertThat(audited.found("skewed")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kubernetes.io/hostname, web, 0", "kubernetes.io/hostname, cache, 1", "zone, web, 1"})
    void aProviderWhoseNodesAreAllTakenNeedNotHaveMore(String key, String app, int found) throws IOException {
        String apart = "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: "
                + key + ", labelSelector: {matchLabels: {app: " + app + "}}}]}}";
        AuditedText audited = twoProviders().rules(SPREAD);
        for (String more : new String[] {"scw-2", "scw-3", "scw-4"}) {
            audited.node(more, "scaleway", "");
        }
        assertThat(audited.deployment("web", "5d8f", apart, "aws-1", "scw-1", "scw-2", "scw-3")
                        .found("skewed"))
                .hasSize(found);
        assertThat(audited.node("aws-2", "aws", "").found("skewed"))
                .as("one more node")
                .hasSize(1);
    }

    @Test
    void theWayOutNamesAModeThatComesFirst() throws IOException {
        assertThat(twoProviders()
                        .rules("mode: Audit\n" + SPREAD)
                        .deployment("web", "5d8f", "", ALL_ON_ONE)
                        .audit()
                        .out())
                .containsPattern("skewed: .*\n +way out: not before its mode is Enforce \\(now Audit\\): kubectl");
    }
}
