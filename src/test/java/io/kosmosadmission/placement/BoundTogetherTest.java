package io.kosmosadmission.placement;

import static io.kosmosadmission.placement.GivenRule.assertAdds;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.config.Separation;
import io.kosmosadmission.config.Strength;
import io.kosmosadmission.kube.PodView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundTogetherTest {

    private static final String WEB = "{name: web-1, labels: {app: web}}";
    private static final String NODES = """
        {apiVersion: v1, kind: Node, metadata: {name: aws-1, labels: {provider: aws, kubernetes.io/os: linux, zone: a1, site: ber, rack: r1}}}
        ---
        {apiVersion: v1, kind: Node, metadata: {name: gcp-1, labels: {provider: gcp, kubernetes.io/os: linux, zone: g1, site: ber}}}
        ---
        {apiVersion: v1, kind: Node, metadata: {name: scw-1, labels: {provider: scaleway, kubernetes.io/os: linux, zone: s1, site: par, hall: h1}}}
        ---
        {apiVersion: v1, kind: Node, metadata: {name: scw-2, labels: {provider: scaleway, kubernetes.io/os: linux, zone: s1, site: par, hall: h1}}}
        ---
        {apiVersion: v1, kind: Node, metadata: {name: bare-1, labels: {zone: s1, rack: r1}}}
        """;
    private static final String POOL =
            "[{name: hetzner, elasticPools: [{name: p, labels: {provider: hetzner, hall: h1}}]}]";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the provider label itself                     | []   | {}                                    | provider               | true
        a host is of one provider                     | []   | {}                                    | kubernetes.io/hostname | true
        each zone is of one provider                  | []   | {}                                    | zone                   | true
        two nodes of one provider share a value       | []   | {}                                    | hall                   | true
        two providers share a site                    | []   | {}                                    | site                   | false
        only one of the two is left to the pod        | []   | {nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: provider, operator: NotIn, values: [gcp]}]}]}}, | site | true
        every node bears it                           | []   | {}                                    | kubernetes.io/os       | false
        who shares it lacks the provider label        | []   | {}                                    | rack                   | true
        a declared pool bears it too                  | POOL | {}                                    | hall                   | false
        nobody bears it                               | []   | {}                                    | rock                   | true
        """)
    void isBoundByAKeyOfWhichProvidersShareNoValue(
            String sentence, String providers, String nodeAffinity, String key, boolean bound) {
        GivenRule rule = GivenRule.of(providers.equals("POOL") ? POOL : providers, NODES, "");
        String affinity = (nodeAffinity.equals("{}") ? "{" : nodeAffinity) + " podAffinity: {required: [{topologyKey: "
                + key + ", labelSelector: {matchLabels: {app: db}}}]}}";
        assertThat(BoundTogether.by(rule.context(GivenRule.pod(WEB, affinity), "-")))
                .isEqualTo(bound ? Optional.of(key) : Optional.empty());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a wish binds nobody          | {podAffinity: {preferred: [{weight: 100, podAffinityTerm: {topologyKey: zone}}]}}
        anti-affinity does not       | {podAntiAffinity: {required: [{topologyKey: zone}]}}
        nothing                      | {}
        """)
    void isNotBound(String sentence, String affinity) {
        GivenRule rule = GivenRule.of("[]", NODES, "");
        assertThat(BoundTogether.by(rule.context(GivenRule.pod(WEB, affinity), "-")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a hard spread is left out         | {whenUnsatisfiable: DoNotSchedule} | - | - | - | \
        this pod is not spread over providers: its required podAffinity over zone puts it on the provider of other pods, and both together would leave it Pending
        for a claim it is soft            | {whenUnsatisfiable: DoNotSchedule} | gcp scaleway | \
        apart from app=web on provider, weight 100; spread app=web over provider, ScheduleAnyway, maxSkew 1, taints Honor | spread | \
        spread over providers is made soft for this pod: its volume is bound to some of them, and a hard spread could leave it without a node
        a soft one keeps nobody Pending   | {}                                 | - | \
        prefer provider exists, weight 100; apart from app=web on provider, weight 100; spread app=web over provider, ScheduleAnyway, maxSkew 1, taints Honor | spread | -
        """)
    void isNotSpread(String sentence, String spread, String home, String added, String words, String warnings) {
        String fields = spread.equals("{}") ? "{" : spread.replace("}", ", ");
        GivenRule rule = GivenRule.of("[]", NODES, "spread: " + fields + "keepHostSpread: false}");
        assertAdds(Spreading.of(rule.words(), rule.context(bound(), home)), added, words, warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        Required is left out with its Exists | Required  | - | - | \
        this pod is not kept one per provider: its required podAffinity over zone puts it on the provider of other pods, and both together would leave it Pending
        a wish keeps nobody Pending          | Preferred | apart from app=web on provider, weight 100 | one per provider if possible | -
        """)
    void isNotKeptApart(String sentence, Strength mode, String added, String words, String warnings) {
        GivenRule rule = GivenRule.of("[]", NODES, "");
        assertAdds(
                OnePerProvider.of(new Separation(mode, List.of()), rule.context(bound(), "-")), added, words, warnings);
    }

    private static PodView bound() {
        return GivenRule.pod(
                WEB, "{podAffinity: {required: [{topologyKey: zone, labelSelector: {matchLabels: {app: db}}}]}}");
    }
}
