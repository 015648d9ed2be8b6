package io.kosmosadmission.admission.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.config.Mode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes of scaleway and aws have zones, that of hetzner has none; aws alone has a gpu, and one node has no known provider. */
class NowhereTodayTest {

    private static final String NODES = GivenCluster.THREE_PROVIDERS
            + "{apiVersion: v1, kind: Node, metadata: {name: bare-1, labels: {hall: h1, kubernetes.io/os: windows}}}\n"
            + "---\n"
            + "{apiVersion: v1, kind: Namespace, metadata: {name: default}}\n";
    private static final String SENTENCE =
            "pod \"web\" asks for nodes that nobody has today, and stays Pending until one joins: ";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing                                | - | {}
        a node that is there                   | - | {nodeSelector: {provider: aws, gpu: "true"}}
        what a kubelet says of its node        | - | {nodeSelector: {kubernetes.io/os: linux, kubernetes.io/arch: amd64, provider: hetzner}}
        a node of no known provider            | - | {nodeSelector: {hall: h1}}
        a host by its name                     | - | {nodeSelector: {kubernetes.io/hostname: bare-1}}
        it has a node                          | - | {nodeName: gone, nodeSelector: {provider: awss}}
        what contradicts itself is denied      | - | {nodeSelector: {provider: aws, k8s.scaleway.com/managed: "true"}}
        hosts are everywhere                   | - | {nodeSelector: {hall: h1}, topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule}]}
        a wish                                 | - | {affinity: {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: rack}}]}}}
        anti-affinity is met where the key lacks | - | {affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: rack}]}}}
        a pool's next node                     | [{name: gcp, elasticPools: [{name: p, labels: {provider: gcp, rack: r1}}]}] | \
        {nodeSelector: {rack: r1, kubernetes.io/os: linux}, topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule}]}
        """)
    void saysNothingOf(String sentence, String providers, String spec) {
        assertThat(warning(providers, spec)).isEqualTo("-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a misspelt value               | - | {nodeSelector: {provider: awss}}   | nodeSelector provider=awss (nobody; nodes bear the label of aws, hetzner and scaleway)
        a misspelt key                 | - | {nodeSelector: {provder: aws}}     | nodeSelector provder=aws (nobody)
        a host that is gone            | - | {nodeSelector: {kubernetes.io/hostname: gone}} | nodeSelector kubernetes.io/hostname=gone (nobody)
        a word that nobody meets, alone | - | {nodeSelector: {gpu: "true", rack: r1}} | nodeSelector rack=r1 (nobody)
        two that nobody meets together | - | {nodeSelector: {gpu: "true", hall: h1}} | nodeSelector gpu=true (only aws), nodeSelector hall=h1 (only nodes of no known provider)
        what every node meets is not named | - | {nodeSelector: {gpu: "true"}, affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: \
        [{matchExpressions: [{key: hall, operator: Exists}, {key: rack, operator: DoesNotExist}]}]}}}} | nodeSelector gpu=true (only aws), node affinity hall exists (only nodes of no known provider)
        a zone that must be            | - | {nodeSelector: {provider: hetzner}, topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone}]} | \
        nodeSelector provider=hetzner (only hetzner), hard spread over topology.kubernetes.io/zone (only aws and scaleway)
        pods that are to be met        | - | {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: rack}]}}} | podAffinity over rack (nobody)
        one of two terms is met by nobody | - | {nodeSelector: {gpu: "true"}, affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: \
        [{matchExpressions: [{key: rack, operator: Exists}]}, {matchExpressions: [{key: hall, operator: Exists}]}]}}}} | \
        nodeSelector gpu=true (only aws), node affinity rack exists (nobody), node affinity hall exists (only nodes of no known provider)
        a field names a node that is gone | - | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: \
        [{matchFields: [{key: metadata.name, operator: In, values: [gone]}]}]}}}} | node affinity metadata.name=gone (nobody)
        a drained provider had it      | [{name: aws, state: Drained}] | {nodeSelector: {gpu: "true"}, affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: \
        {nodeSelectorTerms: [{matchExpressions: [{key: provider, operator: NotIn, values: [aws]}]}]}}}} | \
        nodeSelector gpu=true (only aws), Drained aws (only hetzner, scaleway and nodes of no known provider)
        """)
    void tells(String sentence, String providers, String spec, String words) {
        assertThat(warning(providers, spec)).isEqualTo(SENTENCE + words);
    }

    private static String warning(String providers, String spec) {
        String rules = providers.equals("-") ? "" : "providers: " + providers;
        ClusterState state = new ClusterState(GivenCluster.configuration(rules), GivenCluster.inventory(rules, NODES));
        Scope scope = new Scope(state.configuration(), state.inventory().namespace("default"), Mode.Enforce);
        return state.nowhereToday().of(GivenCluster.pod(spec), scope).orElse("-");
    }
}
