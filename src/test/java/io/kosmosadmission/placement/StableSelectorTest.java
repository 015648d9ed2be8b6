package io.kosmosadmission.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.PodView;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StableSelectorTest {

    private static final String SET =
            "ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: %s, controller: true}]";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the usual label comes first          | {labels: {team: a, app: web}}                          | ''   | app=web [team]
        the recommended label before app     | {labels: {app: web, app.kubernetes.io/name: shop}}     | ''   | app.kubernetes.io/name=shop [app]
        else the first by name               | {labels: {zeta: z, tier: back}}                        | ''   | tier=back [zeta]
        the configured key before all        | {labels: {app: web, team: a}}                          | team | team=a [app]
        a configured key that is not there   | {labels: {app: web}}                                   | team | app=web []
        a rollout is spread by itself        | {labels: {app: web, team: a, pod-template-hash: abc}}  | ''   | app=web [pod-template-hash]
        a release's labels are volatile      | {labels: {app: web, version: "2", helm.sh/chart: x-1}} | ''   | app=web []
        a value with the own name            | {name: db-0, labels: {app: db, instance: db-0}}        | ''   | app=db []
        a bare pod is alone                  | {name: web, labels: {run: web}}                        | ''   | nothing
        no labels at all                     | {name: web}                                            | ''   | nothing
        another controller has no ordinals   | {name: db-0, labels: {app: db, shard: "0"}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: db, \
        controller: true}]} | '' | app=db [shard]
        a Job's pod by its Job               | {labels: {batch.kubernetes.io/controller-uid: u1, batch.kubernetes.io/job-name: j}} | '' | batch.kubernetes.io/controller-uid=u1 []
        """)
    void selects(String sentence, String metadata, String preferred, String expected) {
        assertThat(selector(metadata, preferred)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        an ordinal of its own is dropped           | db      | {name: db-0, labels: {app: db, shard: "0"}}      | app=db []
        as a part of a value too                   | db      | {name: db-2, labels: {app: db, shard: zone-2-a}} | app=db []
        a number in the middle of a word is not it | db      | {name: db-2, labels: {app: s3-2020}}             | app=s3-2020 []
        the set's own name may end in a number     | kafka-3 | {name: kafka-3-3, labels: {app: kafka-3}}        | app=kafka-3 []
        """)
    void selectsPodsOfSets(String sentence, String set, String metadata, String expected) {
        String owned = metadata.substring(0, metadata.length() - 1) + ", " + SET.formatted(set) + "}";
        assertThat(selector(owned, "")).isEqualTo(expected);
    }

    /** The pod is of a rollout of app web, and alone has label instance. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        its stable selector                     | {topologyKey: p, labelSelector: {matchLabels: {app: web}}, matchLabelKeys: [pod-template-hash]} | true | true
        by another stable label                 | {topologyKey: p, labelSelector: {matchLabels: {team: a}}, matchLabelKeys: [pod-template-hash]}  | true | true
        merged by the API server                | {topologyKey: p, labelSelector: {matchLabels: {app: web}, matchExpressions: [{key: pod-template-hash, operator: In, \
        values: [abc]}]}, matchLabelKeys: [pod-template-hash]} | true | true
        narrowed by stable keys                 | {topologyKey: p, labelSelector: {matchLabels: {app: web}}, matchLabelKeys: [team]}              | true | false
        by a label that the pod lost            | {topologyKey: p, labelSelector: {matchLabels: {app: shop}}, matchLabelKeys: [pod-template-hash]} | false | true
        by a label that selects the pod alone   | {topologyKey: p, labelSelector: {matchLabels: {instance: web-0}}, matchLabelKeys: [pod-template-hash]} | false | true
        narrowed to the pod alone               | {topologyKey: p, labelSelector: {matchLabels: {app: web}}, matchLabelKeys: [instance]}          | false | false
        by an expression of the user's          | {topologyKey: p, labelSelector: {matchLabels: {app: web}, matchExpressions: [{key: team, operator: Exists}]}} | false | false
        by two labels                           | {topologyKey: p, labelSelector: {matchLabels: {app: web, team: a}}}                             | false | false
        by no label                             | {topologyKey: p, labelSelector: {}}                                                             | false | false
        without a selector                      | {topologyKey: p}                                                                                | false | false
        of other namespaces                     | {topologyKey: p, namespaces: [shop], labelSelector: {matchLabels: {app: web}}, matchLabelKeys: [pod-template-hash]} | false | \
        false
        """)
    void knowsATermOfTheGroup(String sentence, String term, boolean isOf, boolean couldMake) {
        PodView pod = GivenRule.pod(
                "{name: web-0, labels: {app: web, team: a, instance: web-0, pod-template-hash: abc}}",
                "{podAffinity: {required: [" + term + "]}}");
        PodAffinityTerm read = pod.affinity().pods().required().get(0);
        assertThat(StableSelector.isOf(read, pod)).isEqualTo(isOf);
        assertThat(StableSelector.couldMake(read, pod)).isEqualTo(couldMake);
    }

    private static String selector(String metadata, String preferred) {
        PodView pod = GivenCluster.podWith(metadata, "{}");
        return StableSelector.of(pod, preferred.isEmpty() ? List.of() : List.of(preferred))
                .map(selector -> selector.labelSelector() + " " + selector.matchLabelKeys())
                .orElse("nothing");
    }
}
