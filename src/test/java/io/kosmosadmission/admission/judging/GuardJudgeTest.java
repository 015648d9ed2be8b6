package io.kosmosadmission.admission.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.config.Mode;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which taints of providers a pod tolerates that nothing grants it: aws, gcp and hetzner have one, scaleway has none. */
class GuardJudgeTest {

    private static final String GUARD = "guard: {mode: Enforce, allow: [{podSelector: {matchLabels: {app: agent}}}]}\n";

    private static final String NODES = GivenCluster.THREE_PROVIDERS + """
            {apiVersion: v1, kind: Node, metadata: {name: gcp-1, labels: {provider: gcp}}, \
            spec: {taints: [{key: provider, value: gcp, effect: NoExecute}, {key: nvidia.com/gpu, effect: NoSchedule}]}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: het-2, labels: {provider: hetzner}}, \
            spec: {taints: [{key: provider, value: hetzner, effect: PreferNoSchedule}, {key: node.kubernetes.io/unreachable, effect: NoExecute}]}}
            ---
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing is tolerated                   | {} | -
        key and value                          | {tolerations: [{key: provider, value: aws}]} | aws
        Equal without a value                  | {tolerations: [{key: provider, operator: Equal}]} | -
        the value of nobody                    | {tolerations: [{key: provider, value: ovh}]} | -
        the key alone                          | {tolerations: [{key: provider, operator: Exists}]} | aws gcp
        no key                                 | {tolerations: [{operator: Exists}]} | aws gcp
        no key, one effect                     | {tolerations: [{operator: Exists, effect: NoExecute}]} | gcp
        no key and no operator is refused      | {tolerations: [{value: aws}]} | -
        a taint that is a wish                 | {tolerations: [{key: provider, value: hetzner}]} | -
        for a while                            | {tolerations: [{key: provider, value: gcp, tolerationSeconds: 1}]} | gcp
        an operator that compares numbers      | {tolerations: [{key: provider, operator: Gt, value: "1"}]} | -
        conditions and devices                 | {tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists}, {key: nvidia.com/gpu, operator: Exists}]} | -
        a node of a provider with a taint      | {nodeName: gcp-1} | gcp
        a node of a provider without           | {nodeName: scw-1} | -
        a node of a provider whose is a wish   | {nodeName: het-2} | -
        a node that nobody knows               | {nodeName: gone} | -
        a node, and a toleration of another    | {nodeName: gcp-1, tolerations: [{key: provider, value: aws}]} | aws
        nulls                                  | {nodeName: null, tolerations: null} | -
        """)
    void tolerated(String sentence, String spec, String providers) {
        assertThat(denied("", "web", spec)).isEqualTo(providers);
        assertThat(denied("", "agent", spec)).as("an allowed pod").isEqualTo(ResultText.NONE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing                                | mode: Enforce | aws gcp
        a boundary that requires it            | boundaries: [{name: b, match: [{}], providers: {required: [aws]}}] | gcp
        a boundary that leaves it              | boundaries: [{name: b, match: [{}], providers: {forbidden: [gcp]}}] | gcp
        a boundary of others                   | boundaries: [{name: b, match: [{namespaces: [x]}], providers: {required: [aws]}}] | aws gcp
        two that leave nothing together        | boundaries: [{name: b, match: [{}], providers: {required: [aws]}}, {name: c, match: [{}], providers: {required: [gcp]}}] | aws gcp
        its rule                               | rules: [{name: r, match: [{}], placement: {tolerate: [gcp]}}] | aws
        its rule, every provider               | rules: [{name: r, match: [{}], placement: {tolerate: ["*"]}}] | -
        the second rule                        | rules: [{name: q, match: [{}], placement: {prefer: [aws]}}, {name: r, match: [{}], placement: {tolerate: [gcp]}}] | aws gcp
        a rule in Audit                        | rules: [{name: r, match: [{}], placement: {tolerate: ["*"]}, mode: Audit}] | aws gcp
        a boundary in Warn                     | boundaries: [{name: b, match: [{}], providers: {required: [aws]}, mode: Warn}] | aws gcp
        """)
    void granted(String sentence, String rules, String providers) {
        assertThat(denied(rules + "\n", "web", "{tolerations: [{operator: Exists}]}"))
                .isEqualTo(providers);
    }

    private static String denied(String rules, String app, String spec) {
        String all = rules + GUARD;
        ClusterState state = new ClusterState(GivenCluster.configuration(all), GivenCluster.inventory(all, NODES));
        Scope scope = new Scope(state.configuration(), state.inventory().namespace("default"), Mode.Enforce);
        Verdict verdict = state.guardJudge()
                .judge(
                        GivenCluster.podWith("{name: web, namespace: default, labels: {app: " + app + "}}", spec),
                        Optional.empty(),
                        scope.enforced());
        String said =
                verdict.objections().stream().map(Objection::detail).findFirst().orElse("");
        String names = String.join(
                " ",
                Stream.of("aws", "gcp", "hetzner", "scaleway")
                        .filter(name -> said.contains(" of " + name))
                        .toList());
        return names.isEmpty() ? ResultText.NONE : names;
    }
}
