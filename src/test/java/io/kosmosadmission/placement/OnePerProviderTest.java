package io.kosmosadmission.placement;

import static io.kosmosadmission.placement.GivenRule.assertAdds;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.config.Separation;
import io.kosmosadmission.config.Strength;
import io.kosmosadmission.kube.PodView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnePerProviderTest {

    private static final String WEB = "{name: web-1, labels: {app: web}}";
    private static final GivenRule RULE = GivenRule.of("");
    private static final String LOST = "the anti-affinity over providers selects this pod no more: a label was changed"
            + " after it was placed, and it is not kept one per provider";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a wish only scores                         | Preferred | {labels: {app: web}} | apart from app=web on provider, weight 100 | one per provider if possible | -
        Required wants the label to be there       | Required  | {labels: {app: web}} | require provider exists; apart from app=web on provider | one per provider | -
        old pods of a rollout keep out no new ones | Required  | {labels: {app: web, pod-template-hash: abc}} | \
        require provider exists; apart from app=web, pod-template-hash=abc on provider | one per provider | -
        other labels do not narrow the group       | Preferred | {labels: {app: web, team: a}} | apart from app=web on provider, weight 100 | \
        one per provider if possible | -
        a pod without a group is told              | Required  | {labels: {version: "1"}, ownerReferences: [{apiVersion: kubeflow.org/v1, kind: TFJob, name: t, uid: u, controller: true}]} | - | - | \
        no label says which pods belong together with this one, so they are not kept one per provider; give its template a label such as app, or name labelKeys in the rule
        a pod alone is told nothing                | Required  | {labels: {version: "1"}} | - | - | -
        by wish too                                | Preferred | {ownerReferences: [{apiVersion: kubeflow.org/v1, kind: TFJob, name: t, uid: u, controller: true}]} | - | - | \
        no label says which pods belong together with this one, so they are not kept one per provider; give its template a label such as app, or name labelKeys in the rule
        """)
    void keepsTheGroupApart(
            String sentence, Strength strength, String metadata, String added, String words, String warnings) {
        assertAdds(of(strength, GivenCluster.podWith(metadata, "{}")), added, words, warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the same term            | Required  | {podAntiAffinity: {required: [{topologyKey: provider, labelSelector: {matchLabels: {app: web}}}]}} | require provider exists
        it is more than a wish   | Preferred | {podAntiAffinity: {required: [{topologyKey: provider, labelSelector: {matchLabels: {app: web}}}]}} | -
        a wish is enough for a wish | Preferred | {podAntiAffinity: {preferred: [{weight: 1, podAffinityTerm: {topologyKey: provider, \
        labelSelector: {matchLabels: {app: web}}}}]}} | -
        a wish is less than Required | Required | {podAntiAffinity: {preferred: [{weight: 100, podAffinityTerm: {topologyKey: provider, \
        labelSelector: {matchLabels: {app: web}}}}]}} | require provider exists; apart from app=web on provider
        a term on another key    | Required  | {podAntiAffinity: {required: [{topologyKey: rack, labelSelector: {matchLabels: {app: web}}}]}} | \
        require provider exists; apart from app=web on provider
        a term of other pods     | Required  | {podAntiAffinity: {required: [{topologyKey: provider, labelSelector: {matchLabels: {app: db}}}]}} | \
        require provider exists; apart from app=web on provider
        a term of other namespaces | Required | {podAntiAffinity: {required: [{topologyKey: provider, namespaces: [shop], labelSelector: {matchLabels: {app: web}}}]}} | \
        require provider exists; apart from app=web on provider
        a wish for others is the contrary | Required | {podAffinity: {preferred: [{weight: 1, podAffinityTerm: {topologyKey: provider, \
        labelSelector: {matchLabels: {app: web}}}}]}} | require provider exists; apart from app=web on provider
        """)
    void readsTheAntiAffinityOfThePod(String sentence, Strength strength, String affinity, String added) {
        String words = strength == Strength.Required ? "one per provider" : "one per provider if possible";
        assertAdds(of(strength, GivenRule.pod(WEB, affinity)), added, words, "-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a pod of unlabelled nodes can't be kept apart | Required  | {matchExpressions: [{key: provider, operator: DoesNotExist}]} | - | - | \
        this pod runs only on nodes without the label provider, so it can't be kept one per provider
        it may wish for it                            | Preferred | {matchExpressions: [{key: provider, operator: DoesNotExist}]} | apart from app=web on provider, weight 100 | \
        one per provider if possible | -
        a pod of labelled nodes can                   | Required  | {matchExpressions: [{key: provider, operator: Exists}]} | \
        require provider exists; apart from app=web on provider | one per provider | -
        a pod that runs nowhere is judged by others   | Required  | {} | require provider exists; apart from app=web on provider | one per provider | -
        """)
    void readsTheTarget(String sentence, Strength strength, String term, String added, String words, String warnings) {
        PodView pod = GivenRule.pod(WEB, "{nodeAffinity: {required: {nodeSelectorTerms: [" + term + "]}}}");
        assertAdds(of(strength, pod), added, words, warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the term selects the pod still    | {app: web}  | {key: provider, operator: Exists} | {topologyKey: provider, labelSelector: {matchLabels: {app: web}}} | false
        the term selects it no more       | {app: shop} | {key: provider, operator: Exists} | {topologyKey: provider, labelSelector: {matchLabels: {app: web}}} | true
        a term that selects nobody        | {app: shop} | {key: provider, operator: Exists} | {topologyKey: provider} | true
        a pod that may lack the label     | {app: shop} | {key: gpu, operator: Exists}      | {topologyKey: provider, labelSelector: {matchLabels: {app: web}}} | false
        a pod that must lack the label    | {app: shop} | {key: provider, operator: DoesNotExist} | {topologyKey: provider, labelSelector: {matchLabels: {app: web}}} | false
        a term on another key             | {app: shop} | {key: provider, operator: Exists} | {topologyKey: rack, labelSelector: {matchLabels: {app: web}}} | false
        a term of other namespaces        | {app: shop} | {key: provider, operator: Exists} | \
        {topologyKey: provider, namespaces: [shop], labelSelector: {matchLabels: {app: web}}} | false
        one of two terms selects the pod  | {app: shop} | {key: provider, operator: Exists} | \
        {topologyKey: provider, labelSelector: {matchLabels: {app: web}}}, {topologyKey: provider, labelSelector: {matchLabels: {app: shop}}} | false
        """)
    void warnsOfTheFinalPodOfRequired(String sentence, String labels, String node, String terms, boolean lost) {
        PodView pod = GivenRule.pod(
                "{labels: " + labels + "}",
                "{nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [" + node + "]}]}}, "
                        + "podAntiAffinity: {required: [" + terms + "]}}");
        assertThat(OnePerProvider.warningOfFinal(new Separation(Strength.Required, List.of()), pod, RULE.providers()))
                .isEqualTo(lost ? Optional.of(LOST) : Optional.empty());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the wish selects the pod still        | {app: web}     | \
        {preferred: [{weight: 100, podAffinityTerm: {topologyKey: provider, labelSelector: {matchLabels: {app: web}}}}]} | false
        the wish selects it no more           | {app: shop}    | \
        {preferred: [{weight: 100, podAffinityTerm: {topologyKey: provider, labelSelector: {matchLabels: {app: web}}}}]} | true
        a pod without a group lost our wish   | {version: "1"} | \
        {preferred: [{weight: 100, podAffinityTerm: {topologyKey: provider, labelSelector: {matchLabels: {app: web}}}}]} | true
        a wish of another weight is not ours  | {version: "1"} | \
        {preferred: [{weight: 99, podAffinityTerm: {topologyKey: provider, labelSelector: {matchLabels: {app: web}}}}]} | false
        a wish of a group of two labels       | {version: "1"} | \
        {preferred: [{weight: 100, podAffinityTerm: {topologyKey: provider, labelSelector: {matchLabels: {app: web, tier: a}}}}]} | true
        a wish of a rollout is not of this pod | {version: "1"} | \
        {preferred: [{weight: 100, podAffinityTerm: {topologyKey: provider, labelSelector: {matchLabels: {app: web}}, matchLabelKeys: [pod-template-hash]}}]} | false
        a wish on another key is not ours     | {version: "1"} | \
        {required: [{topologyKey: provider, labelSelector: {matchLabels: {app: web}}}], preferred: [{weight: 100, podAffinityTerm: {topologyKey: rack, \
        labelSelector: {matchLabels: {app: web}}}}]} | false
        without a term nothing is lost        | {app: shop}    | {} | false
        """)
    void warnsOfTheFinalPodOfAWish(String sentence, String labels, String antiAffinity, boolean lost) {
        PodView pod = GivenRule.pod("{labels: " + labels + "}", "{podAntiAffinity: " + antiAffinity + "}");
        assertThat(OnePerProvider.warningOfFinal(new Separation(Strength.Preferred, List.of()), pod, RULE.providers()))
                .isEqualTo(lost ? Optional.of(LOST) : Optional.empty());
    }

    @Test
    void whatTheApiServerForbidsIsLeftOut() {
        String told = "this pod is not kept one per provider: the API server allows no required podAntiAffinity over"
                + " provider (plugin LimitPodHardAntiAffinityTopology); the rule may say onePerProvider: Preferred";
        PodView pod = GivenCluster.podWith(WEB, "{}");
        assertAdds(
                OnePerProvider.of(new Separation(Strength.Required, List.of(), true), RULE.context(pod, "-")),
                "-",
                "-",
                told);
        assertThat(told).hasSizeLessThan(257);
    }

    private static Contribution of(Strength strength, PodView pod) {
        return OnePerProvider.of(new Separation(strength, List.of()), RULE.context(pod, "-"));
    }
}
