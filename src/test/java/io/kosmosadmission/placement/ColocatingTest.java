package io.kosmosadmission.placement;

import static io.kosmosadmission.placement.GivenRule.assertAdds;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.config.Colocate;
import io.kosmosadmission.config.Strength;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.PodView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColocatingTest {

    private static final String WEB = "{name: web-1, labels: {app: web}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a wish for other pods           | {podSelector: {matchLabels: {app: db}}} | near app=db on provider, weight 100 | with app=db if possible | -
        Required for other pods         | {podSelector: {matchLabels: {app: db}}, mode: Required} | near app=db on provider | with app=db | -
        labels and expressions          | {podSelector: {matchLabels: {app: db}, matchExpressions: [{key: tier, operator: In, values: [back]}]}, mode: Required} | \
        near app=db, tier=back on provider | with app=db, tier=back | -
        a wish for pods like itself     | {podSelector: {matchLabels: {app: web}}} | near app=web on provider, weight 100 | with app=web if possible | -
        Required would wait for itself  | {podSelector: {matchLabels: {app: web}}, mode: Required} | near app=web on provider, weight 100 | with app=web if possible | \
        colocate is a wish for this pod: its selector (app=web) meets the pod itself, and must be of other pods to be Required
        a selector of all pods          | {podSelector: {}} | near everything on provider, weight 100 | with all pods if possible | -
        """)
    void drawsToOtherPods(String sentence, String colocate, String added, String words, String warnings) {
        assertAdds(of(colocate, GivenCluster.podWith(WEB, "{}")), added, words, warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the pod's own group                 | {labels: {app: web}} | near app=web on provider, weight 100 | with its fellows if possible | -
        other labels do not narrow it       | {labels: {app: web, team: a}} | near app=web on provider, weight 100 | with its fellows if possible | -
        each rollout by itself              | {labels: {app: web, pod-template-hash: abc}} | near app=web, pod-template-hash=abc on provider, weight 100 | with its fellows if possible | -
        a Job's pods by their Job           | {labels: {batch.kubernetes.io/controller-uid: u1}} | near batch.kubernetes.io/controller-uid=u1 on provider, weight 100 | \
        with its fellows if possible | -
        a pod alone is told nothing         | {labels: {version: "1"}} | - | - | -
        a pod without a group is told       | {labels: {version: "1"}, ownerReferences: [{apiVersion: kubeflow.org/v1, kind: TFJob, name: t, uid: u, controller: true}]} | - | - | \
        no label says which pods belong together with this one, so they are not drawn to one provider; give its template a label such as app, or name labelKeys in the rule
        """)
    void drawsToItsGroup(String sentence, String metadata, String added, String words, String warnings) {
        assertAdds(of("{}", GivenCluster.podWith(metadata, "{}")), added, words, warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a wish of its own is enough     | {podAffinity: {preferred: [{weight: 1, podAffinityTerm: {topologyKey: provider, labelSelector: {matchLabels: {app: web}}}}]}} | -
        a required term is more         | {podAffinity: {required: [{topologyKey: provider, labelSelector: {matchLabels: {app: web}}}]}} | -
        a term on another key           | {podAffinity: {required: [{topologyKey: rack, labelSelector: {matchLabels: {app: web}}}]}} | near app=web on provider, weight 100
        a term of other pods            | {podAffinity: {required: [{topologyKey: provider, labelSelector: {matchLabels: {app: db}}}]}} | near app=web on provider, weight 100
        an anti-affinity is the contrary | {podAntiAffinity: {required: [{topologyKey: provider, labelSelector: {matchLabels: {app: web}}}]}} | near app=web on provider, weight 100
        """)
    void readsTheAffinityOfThePod(String sentence, String affinity, String added) {
        assertAdds(of("{}", GivenRule.pod(WEB, affinity)), added, "with its fellows if possible", "-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the same wish is left out later, where the pod is patched | \
        {podAffinity: {preferred: [{weight: 100, podAffinityTerm: {topologyKey: provider, labelSelector: {matchLabels: {app: db}}}}]}}
        a wish stands beside the pod's own required term          | {podAffinity: {required: [{topologyKey: provider, labelSelector: {matchLabels: {app: db}}}]}}
        """)
    void readsNoAffinityForOtherPods(String sentence, String affinity) {
        Contribution contribution = of("{podSelector: {matchLabels: {app: db}}}", GivenRule.pod(WEB, affinity));
        assertAdds(contribution, "near app=db on provider, weight 100", "with app=db if possible", "-");
    }

    /** The rules' reader refuses it, so only a configuration made in code has it. */
    @Test
    void requiredForAllPodsIsAWish() {
        LabelSelector all = new LabelSelector(Map.of(), List.of());
        assertAdds(
                Colocating.of(
                        new Colocate(Optional.of(all), List.of(), Strength.Required),
                        GivenRule.of("").context(GivenCluster.podWith(WEB, "{}"), "-")),
                "near everything on provider, weight 100",
                "with all pods if possible",
                "colocate is a wish for this pod: its selector () meets the pod itself, and must be of other pods to be"
                        + " Required");
    }

    private static Contribution of(String colocate, PodView pod) {
        GivenRule rule = GivenRule.of("colocate: " + colocate);
        return Colocating.of(rule.words().colocate().orElseThrow(), rule.context(pod, "-"));
    }
}
