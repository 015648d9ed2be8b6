package io.kosmosadmission.placement;

import static io.kosmosadmission.placement.GivenRule.assertAdds;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.kube.PodView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadingTest {

    private static final String WEB = "{name: web-1, labels: {app: web}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the defaults are soft, held, and keep the spread over hosts | {} | \
        apart from app=web on provider, weight 100; apart from app=web on kubernetes.io/hostname, weight 5; spread app=web over provider, ScheduleAnyway, maxSkew 1, taints Honor
        held by as much as the rule says         | {antiAffinityWeight: 40} | \
        apart from app=web on provider, weight 40; apart from app=web on kubernetes.io/hostname, weight 2; spread app=web over provider, ScheduleAnyway, maxSkew 1, taints Honor
        the share of hosts is at least one       | {antiAffinityWeight: 10} | \
        apart from app=web on provider, weight 10; apart from app=web on kubernetes.io/hostname, weight 1; spread app=web over provider, ScheduleAnyway, maxSkew 1, taints Honor
        by nothing, with a constraint over hosts | {antiAffinityWeight: 0} | \
        spread app=web over provider, ScheduleAnyway, maxSkew 1, taints Honor; spread app=web over kubernetes.io/hostname, ScheduleAnyway, maxSkew 3
        the skew is the rule's                   | {maxSkew: 4, keepHostSpread: false} | apart from app=web on provider, weight 100; spread app=web over provider, ScheduleAnyway, maxSkew 4, taints Honor
        a hard spread                            | {whenUnsatisfiable: DoNotSchedule, keepHostSpread: false} | spread app=web over provider, DoNotSchedule, maxSkew 1, taints Honor
        a hard spread keeps the soft one over hosts | {whenUnsatisfiable: DoNotSchedule} | \
        spread app=web over provider, DoNotSchedule, maxSkew 1, taints Honor; spread app=web over kubernetes.io/hostname, ScheduleAnyway, maxSkew 3
        so many domains at least                 | {whenUnsatisfiable: DoNotSchedule, minDomains: 2, keepHostSpread: false} | \
        spread app=web over provider, DoNotSchedule, maxSkew 1, minDomains 2, taints Honor
        minDomains is not for hosts              | {whenUnsatisfiable: DoNotSchedule, minDomains: 2, maxSkew: 2} | \
        spread app=web over provider, DoNotSchedule, maxSkew 2, minDomains 2, taints Honor; spread app=web over kubernetes.io/hostname, ScheduleAnyway, maxSkew 3
        """)
    void addsConstraints(String sentence, String spread, String added) {
        assertAdds(of(spread, GivenCluster.podWith(WEB, "{}"), "-"), added, "spread", "-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a rollout is spread by itself         | {} | {labels: {app: web, pod-template-hash: abc}} | \
        apart from app=web, pod-template-hash=abc on provider, weight 100; apart from app=web, pod-template-hash=abc on kubernetes.io/hostname, weight 5; \
        spread app=web, pod-template-hash=abc over provider, ScheduleAnyway, maxSkew 1, taints Honor | spread | -
        the rule chooses the label            | {labelKeys: [team], keepHostSpread: false} | {labels: {app: web, team: a}} | \
        apart from team=a on provider, weight 100; spread team=a over provider, ScheduleAnyway, maxSkew 1, taints Honor | spread | -
        a Job's pods by their Job             | {keepHostSpread: false} | {labels: {batch.kubernetes.io/controller-uid: u1}} | \
        apart from batch.kubernetes.io/controller-uid=u1 on provider, weight 100; spread batch.kubernetes.io/controller-uid=u1 over provider, ScheduleAnyway, maxSkew 1, taints Honor | spread | -
        a pod without a group is told         | {} | {labels: {version: "1"}, ownerReferences: [{apiVersion: kubeflow.org/v1, kind: TFJob, name: t, uid: u, controller: true}]} | - | - | \
        no label says which pods belong together with this one, so it is not spread over providers; give its template a label such as app, or name labelKeys in the rule
        """)
    void selectsTheGroup(String sentence, String spread, String metadata, String added, String words, String warnings) {
        assertAdds(of(spread, GivenCluster.podWith(metadata, "{}"), "-"), added, words, warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a pod without words               | {}                                                       | -            | true
        a selector names the provider     | {nodeSelector: {provider: aws}}                          | -            | false
        one without nodes is named        | {nodeSelector: {provider: gcp}}                          | -            | false
        a zone leaves one provider        | {nodeSelector: {topology.kubernetes.io/zone: nl-ams-1}}  | -            | false
        a home leaves one                 | {}                                                       | aws          | false
        a home leaves two                 | {}                                                       | aws scaleway | true
        a home and the selector leave one | {nodeSelector: {provider: aws}}                          | aws scaleway | false
        one live one is left, others may come | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: \
        [{matchExpressions: [{key: provider, operator: NotIn, values: [aws, hetzner]}]}]}}}} | - | false
        two live ones are left            | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: \
        [{matchExpressions: [{key: provider, operator: NotIn, values: [aws]}]}]}}}} | - | true
        """)
    void leavesAPodOfOneProviderAlone(String sentence, String spec, String home, boolean spread) {
        Contribution contribution = of("{keepHostSpread: false}", GivenCluster.podWith(WEB, spec), home);
        assertThat(contribution.equals(Contribution.NOTHING)).isEqualTo(!spread);
        assertThat(contribution.additions().topologySpreadConstraints()).hasSize(spread ? 1 : 0);
    }

    /** The cluster has a node of aws, and one that is of gcp where the rules say so, but lacks the label. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one provider in the whole cluster is no reason  | []                                      | -       | {} | \
        spread app=web over provider, DoNotSchedule, maxSkew 1, taints Honor
        nor is one beside a provider without the label  | [{name: gcp, nodes: [{name: "gke-*"}]}] | -       | {} | \
        spread app=web over provider, DoNotSchedule, maxSkew 1, taints Honor
        a hard claim that leaves one live provider      | []                                      | aws gcp | {} | \
        spread app=web over provider, DoNotSchedule, maxSkew 1, taints Honor
        a hard claim that leaves two live ones          | [{name: gcp, nodes: [{name: "gke-*"}]}] | aws gcp | {} | \
        apart from app=web on provider, weight 100; spread app=web over provider, ScheduleAnyway, maxSkew 1, taints Honor
        the pod that names the one is not spread        | []                                      | -       | {nodeSelector: {provider: aws}} | -
        """)
    void spreadsOverTheFirstProvider(String sentence, String providers, String home, String spec, String added) {
        String nodes = "{apiVersion: v1, kind: Node, metadata: {name: aws-1, labels: {provider: aws}}}\n---\n"
                + "{apiVersion: v1, kind: Node, metadata: {name: gke-1, labels: {}}}";
        GivenRule rule =
                GivenRule.of(providers, nodes, "spread: {whenUnsatisfiable: DoNotSchedule, keepHostSpread: false}");
        assertThat(ResultText.of(of(rule, GivenCluster.podWith(WEB, spec), home).additions()))
                .isEqualTo(added);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a hard spread of a hard claim is made soft | {whenUnsatisfiable: DoNotSchedule, minDomains: 2, keepHostSpread: false} | aws scaleway | \
        apart from app=web on provider, weight 100; spread app=web over provider, ScheduleAnyway, maxSkew 1, taints Honor | \
        spread over providers is made soft for this pod: its volume is bound to some of them, and a hard spread could leave it without a node
        a soft spread stays as it is               | {keepHostSpread: false} | aws scaleway | apart from app=web on provider, weight 100; spread app=web over provider, ScheduleAnyway, maxSkew 1, taints Honor | -
        without a hard claim it stays hard         | {whenUnsatisfiable: DoNotSchedule, keepHostSpread: false} | - | \
        spread app=web over provider, DoNotSchedule, maxSkew 1, taints Honor | -
        a home with one live provider is not spread | {whenUnsatisfiable: DoNotSchedule, keepHostSpread: false} | aws gcp | - | -
        """)
    void softensForAHardClaim(String sentence, String spread, String home, String added, String warnings) {
        Contribution contribution = of(spread, GivenCluster.podWith(WEB, "{}"), home);
        assertAdds(contribution, added, added.equals("-") ? "-" : "spread", warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the user's own on providers is left alone     | {} | -   | \
        {maxSkew: 2, topologyKey: provider, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: web}}} | - | -
        ours of an earlier review                     | {} | -   | \
        {maxSkew: 1, topologyKey: provider, whenUnsatisfiable: ScheduleAnyway, nodeTaintsPolicy: Honor, labelSelector: {matchLabels: {app: web}}} | apart from app=web on provider, weight 100; apart from app=web on kubernetes.io/hostname, weight 5 | spread
        ours with another skew is the user's          | {} | -   | \
        {maxSkew: 2, topologyKey: provider, whenUnsatisfiable: ScheduleAnyway, nodeTaintsPolicy: Honor, labelSelector: {matchLabels: {app: web}}} | - | -
        ours made hard is the user's                  | {} | -   | \
        {maxSkew: 1, topologyKey: provider, whenUnsatisfiable: DoNotSchedule, nodeTaintsPolicy: Honor, labelSelector: {matchLabels: {app: web}}} | - | -
        ours without the taints is the user's         | {} | -   | \
        {maxSkew: 1, topologyKey: provider, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: web}}} | - | -
        ours of other pods is the user's              | {} | -   | \
        {maxSkew: 1, topologyKey: provider, whenUnsatisfiable: ScheduleAnyway, nodeTaintsPolicy: Honor, labelSelector: {matchLabels: {app: db}}} | - | -
        ours that was softened                        | {whenUnsatisfiable: DoNotSchedule} | aws scaleway | \
        {maxSkew: 1, topologyKey: provider, whenUnsatisfiable: ScheduleAnyway, nodeTaintsPolicy: Honor, labelSelector: {matchLabels: {app: web}}} | apart from app=web on provider, weight 100; apart from app=web on kubernetes.io/hostname, weight 5 | spread
        another key stops only the spread over hosts  | {} | -   | {maxSkew: 1, topologyKey: rack, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}} | \
        apart from app=web on provider, weight 100; spread app=web over provider, ScheduleAnyway, maxSkew 1, taints Honor | spread
        """)
    void readsTheConstraintsOfThePod(
            String sentence, String spread, String home, String own, String added, String words) {
        PodView pod = GivenCluster.podWith(WEB, "{topologySpreadConstraints: [" + own + "]}");
        assertAdds(of(spread, pod, home), added, words, "-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a soft zone that some lack voids a soft spread | {}                                   | topology.kubernetes.io/zone | ScheduleAnyway | - | hetzner
        a hard zone voids nothing                      | {}                                   | topology.kubernetes.io/zone | DoNotSchedule  | - | -
        a hard spread is voided by nothing             | {whenUnsatisfiable: DoNotSchedule}   | topology.kubernetes.io/zone | ScheduleAnyway | - | -
        a hostname is on every node                    | {}                                   | kubernetes.io/hostname      | ScheduleAnyway | - | -
        one node without the zone is enough            | {}                                   | topology.kubernetes.io/zone | ScheduleAnyway | aws scaleway | scaleway
        whom the pod can't use does not count          | {}                                   | gpu                         | ScheduleAnyway | aws gcp | -
        """)
    void warnsOfASoftConstraint(String sentence, String spread, String key, String when, String home, String lacking) {
        String own = "{maxSkew: 1, topologyKey: " + key + ", whenUnsatisfiable: " + when + "}";
        PodView pod = GivenCluster.podWith(WEB, "{topologySpreadConstraints: [" + own + "]}");
        assertThat(ResultText.of(of(spread, pod, home).warnings()))
                .isEqualTo(
                        lacking.equals("-")
                                ? "-"
                                : "the soft spread over " + key + " voids the one over providers: nodes of " + lacking
                                        + " lack that label, so the scheduler scores them last");
    }

    /** Where pods are wished together, or the last to be filled, nothing may draw them apart. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        alone                                     | ''                             | {} | apart from app=web on provider, weight 100
        with colocate                             | colocate: {}                   | {} | -
        with a buffer                             | buffer: {pool: scaleway/p}     | {} | -
        a wish for other pods of the pod's own    | ''                             | {podAffinity: {preferred: [{weight: 1, podAffinityTerm: {topologyKey: rack}}]}} | -
        a required term is no wish                | ''                             | {podAffinity: {required: [{topologyKey: rack}]}} | apart from app=web on provider, weight 100
        one per provider adds its own             | onePerProvider: Preferred      | {} | -
        so does the pod                           | ''                             | {podAntiAffinity: {preferred: [{weight: 1, podAffinityTerm: {topologyKey: provider}}]}} | -
        one over hosts of the pod's own           | ''                             | {podAntiAffinity: {preferred: [{weight: 1, podAffinityTerm: {topologyKey: kubernetes.io/hostname}}]}} | \
        apart from app=web on provider, weight 100
        """)
    void holdsItByAnAntiAffinity(String sentence, String otherWords, String affinity, String added) {
        String words = "spread: {keepHostSpread: false}" + (otherWords.isEmpty() ? "" : ", " + otherWords);
        GivenRule rule = GivenRule.of("[{name: scaleway, elasticPools: [{name: p, labels: {pool: p}}]}]", words);
        Contribution contribution = of(rule, GivenRule.pod(WEB, affinity), "-");
        assertThat(ResultText.of(contribution.additions()))
                .isEqualTo((added.equals("-") ? "" : added + "; ")
                        + "spread app=web over provider, ScheduleAnyway, maxSkew 1, taints Honor");
    }

    /** Such a node violates no anti-affinity. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a node without the label in reach     | {}                    | {}                               | true
        out of the pod's reach                | {}                    | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: \
        {nodeSelectorTerms: [{matchExpressions: [{key: provider, operator: Exists}]}]}}}} | false
        without the anti-affinity             | {antiAffinityWeight: 0} | {}                             | false
        beside a hard spread                  | {whenUnsatisfiable: DoNotSchedule} | {}                  | false
        """)
    void wishesForNodesWithTheLabel(String sentence, String spread, String spec, boolean wished) {
        String nodes = """
                {apiVersion: v1, kind: Node, metadata: {name: aws-1, labels: {provider: aws}}}
                ---
                {apiVersion: v1, kind: Node, metadata: {name: scw-1, labels: {provider: scaleway}}}
                ---
                {apiVersion: v1, kind: Node, metadata: {name: bare-1, labels: {}}}
                """;
        GivenRule rule = GivenRule.of("[]", nodes, "spread: " + spread);
        assertThat(of(rule, GivenCluster.podWith(WEB, spec), "-")
                        .additions()
                        .affinity()
                        .preferredNodes())
                .hasSize(wished ? 1 : 0)
                .allSatisfy(
                        term -> assertThat(term.preference().matchExpressions()).hasToString("[provider exists]"))
                .allSatisfy(term -> assertThat(term.weight()).isEqualTo(100));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a constraint that selects the pod     | {maxSkew: 1, topologyKey: provider, labelSelector: {matchLabels: {app: web}}} | -
        a constraint that selects others      | {maxSkew: 1, topologyKey: provider, labelSelector: {matchLabels: {app: shop}}} | \
        the spread over providers selects app=shop, which this pod does not bear any more: a label was changed after it was placed, and it is not spread
        a constraint that selects nobody      | {maxSkew: 1, topologyKey: provider} | -
        a constraint on another key           | {maxSkew: 1, topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: shop}}} | -
        """)
    void warnsOfTheFinalPod(String sentence, String own, String warning) {
        PodView pod = GivenCluster.podWith(WEB, "{topologySpreadConstraints: [" + own + "]}");
        assertThat(Spreading.warningOfFinal(pod, GivenRule.of("").providers()).orElse("-"))
                .isEqualTo(warning);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        it spreads over providers itself  | {topologySpreadConstraints: [{maxSkew: 1, topologyKey: provider, whenUnsatisfiable: ScheduleAnyway}]} | -
        it spreads over another key       | {topologySpreadConstraints: [{maxSkew: 1, topologyKey: rack, whenUnsatisfiable: DoNotSchedule}]} | \
        no label says which pods belong together with this one, so it is not spread over providers; give its template a label such as app, or name labelKeys in the rule
        one provider is left to it        | {nodeSelector: {provider: aws}} | -
        """)
    void tellsAPodWithoutAGroup(String sentence, String spec, String warning) {
        PodView pod = GivenCluster.podWith(
                "{ownerReferences: [{apiVersion: kubeflow.org/v1, kind: TFJob, name: t, uid: u, controller: true}]}",
                spec);
        assertAdds(of("{}", pod, "-"), "-", "-", warning);
    }

    private static Contribution of(String spread, PodView pod, String home) {
        return of(GivenRule.of("spread: " + spread), pod, home);
    }

    private static Contribution of(GivenRule rule, PodView pod, String home) {
        return Spreading.of(rule.words(), rule.context(pod, home));
    }
}
