package io.kosmosadmission.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupTest {

    private static final String OWNED = "ownerReferences: [{apiVersion: %s, kind: %s, name: owner, controller: true}]";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        every grouping label makes the group        | {labels: {team: a, app: web, tier: front}}                         | {app=web, tier=front}
        the recommended labels are such             | {labels: {app.kubernetes.io/name: shop, app.kubernetes.io/instance: shop-1, app.kubernetes.io/component: api, track: a}} | {app.kubernetes.io/component=api, app.kubernetes.io/instance=shop-1, app.kubernetes.io/name=shop}
        other labels of one pod play no part        | {labels: {app: kafka, strimzi.io/pod-index: "2", state: ready}}    | {app=kafka}
        a bare pod without a grouping label is alone | {name: web, labels: {run: web}}                                   | nothing
        no labels at all                            | {name: web}                                                        | nothing
        a value that is the pod's own name          | {name: db-a, labels: {app: db-a, name: db}}                        | {name=db}
        a value that only contains the own name     | {name: api, labels: {app: payments-api}}                           | {app=payments-api}
        a value that is contained in the own name   | {name: api-gateway, labels: {app: api}}                            | {app=api}
        the last part of a name somebody chose      | {name: web-1, labels: {app: "1"}}                                  | {app=1}
        the last part of a generated name           | {name: web-x7k2p, generateName: web-, labels: {app: x7k2p, tier: a}} | {tier=a}
        labels of a release are volatile            | {labels: {app: web, app.kubernetes.io/version: "2", helm.sh/chart: x-1}} | {app=web}
        """)
    void ofAPodWithoutAController(String sentence, String metadata, String expected) {
        assertThat(group(metadata, List.of(), Optional.empty())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a rollout and the first grouping label      | apps/v1  | ReplicaSet | app: web, tier: front, pod-template-hash: abc  | {app=web, pod-template-hash=abc}
        a rollout of Argo Rollouts                  | apps/v1  | ReplicaSet | app: web, rollouts-pod-template-hash: abc      | {app=web, rollouts-pod-template-hash=abc}
        a rollout and the first stable label        | apps/v1  | ReplicaSet | zone: z, role: r, pod-template-hash: abc       | {pod-template-hash=abc, role=r}
        a rollout alone                             | apps/v1  | ReplicaSet | pod-template-hash: abc                         | {pod-template-hash=abc}
        a ReplicaSet of its own                     | apps/v1  | ReplicaSet | app: web, tier: front                          | {app=web, tier=front}
        a Job by its grouping labels                | batch/v1 | Job        | app: etl, batch.kubernetes.io/controller-uid: u | {app=etl}
        a Job without one by its uid                | batch/v1 | Job        | batch.kubernetes.io/controller-uid: u, batch.kubernetes.io/job-name: j, team: a | {batch.kubernetes.io/controller-uid=u}
        the first stable label by name              | apps/v1  | ReplicaSet | zeta: z, role: back                            | {role=back}
        but not of a controller that isn't built in | apps.kruise.io/v1 | CloneSet | apps.kruise.io/cloneset-instance-id: x7k2p | nothing
        labels of one pod that such a one sets      | apps.kruise.io/v1 | CloneSet | app: web, apps.kruise.io/cloneset-instance-id: x7k2p | {app=web}
        an ordinal of its own is dropped            | apps/v1  | StatefulSet | app: "0", name: db                            | {name=db}
        """)
    void ofAControllersPod(String sentence, String apiVersion, String kind, String labels, String expected) {
        String metadata = "{name: owner-0, labels: {" + labels + "}, " + OWNED.formatted(apiVersion, kind) + "}";
        assertThat(group(metadata, List.of(), Optional.empty())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the named keys exactly                      | app: web, team: a, tier: front | team           | {team=a}
        as far as the pod has them                  | app: web, team: a              | team, squad    | {team=a}
        nothing where it has none                   | app: web                       | squad          | nothing
        whatever they are                           | job-name: j, app: web          | job-name, app  | {app=web, job-name=j}
        before the template hash                    | app: web, pod-template-hash: h | app            | {app=web}
        """)
    void byTheKeysOfTheRule(String sentence, String labels, String keys, String expected) {
        assertThat(group("{labels: {" + labels + "}}", List.of(keys.split(", ")), Optional.empty()))
                .isEqualTo(expected);
    }

    @Test
    void ofAStatefulSetsPodByItsSelector() {
        String labels =
                "{labels: {app: db, cluster: one, role: primary}, " + OWNED.formatted("apps/v1", "StatefulSet") + "}";
        LabelSelector selector =
                new LabelSelector(Map.of("cluster", "one"), List.of(Requirement.in("app", List.of("db", "database"))));
        assertThat(group(labels, List.of(), Optional.of(selector))).isEqualTo("{app=db, cluster=one}");
        assertThat(group(labels, List.of(), Optional.of(LabelSelector.of("shard", "a"))))
                .as("the pod lacks a key of the set's")
                .isEqualTo("{app=db}");
    }

    @Test
    void aTermIsAboutTheWholeGroupWhereItAsksForNoMoreThanTheGroupsLabels() {
        Group group = new Group(Map.of("app", "web", "tier", "front"));
        assertThat(group.isSelectedBy(term(group.selector(), List.of()))).isTrue();
        assertThat(group.isSelectedBy(term(LabelSelector.of("app", "web"), List.of())))
                .isTrue();
        assertThat(group.isSelectedBy(term(LabelSelector.of("app", "other"), List.of())))
                .isFalse();
        assertThat(group.isSelectedBy(term(LabelSelector.of("track", "a"), List.of())))
                .isFalse();
        assertThat(group.isSelectedBy(term(LabelSelector.of("app", "web"), List.of("track"))))
                .isFalse();
        assertThat(group.isSelectedBy(new PodAffinityTerm("provider", Optional.empty(), List.of())))
                .isFalse();
        assertThat(group.isSelectedBy(new PodAffinityTerm(
                        "provider",
                        Optional.of(group.selector()),
                        List.of(),
                        List.of(),
                        List.of("elsewhere"),
                        Optional.empty())))
                .isFalse();
    }

    private static PodAffinityTerm term(LabelSelector selector, List<String> keys) {
        return new PodAffinityTerm("provider", Optional.of(selector), keys);
    }

    private static String group(String metadata, List<String> keys, Optional<LabelSelector> set) {
        PodView pod = GivenCluster.podWith(metadata, "{}");
        return Group.of(pod, keys, set)
                .map(group -> new TreeMap<>(group.labels()).toString())
                .orElse("nothing");
    }
}
