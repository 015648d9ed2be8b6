package io.kosmosadmission.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.kube.PodView;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddedFormsTest {

    private static final AddedForms FORMS = new AddedForms(GivenCluster.inventory(
                    "providers: [{name: scaleway, attachLabels: {k8s.scaleway.com/managed: \"true\"},"
                            + " elasticPools: [{name: buffer, labels: {provider: scaleway, pool: buffer}}]}]",
                    GivenCluster.THREE_PROVIDERS)
            .providers());

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        the provider label, In              | {key: provider, operator: In, values: [aws]}                | true
        NotIn                               | {key: provider, operator: NotIn, values: [aws]}             | true
        Exists                              | {key: provider, operator: Exists}                           | true
        no part ever writes DoesNotExist    | {key: provider, operator: DoesNotExist}                     | false
        an attachLabel                      | {key: k8s.scaleway.com/managed, operator: In, values: ["true"]} | true
        a pool's label is only wished for   | {key: pool, operator: In, values: [buffer]}                 | false
        a zone                              | {key: topology.kubernetes.io/zone, operator: In, values: [a]} | false
        """)
    void requirements(String sentence, String expression, boolean added) {
        PodView pod = GivenCluster.pod(
                "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:"
                        + " [{matchExpressions: [" + expression + ", {key: disk, operator: Exists}]}]}}}}");
        assertThat(FORMS.without(pod)
                        .requiredNodeAffinity()
                        .orElseThrow()
                        .get(0)
                        .matchExpressions())
                .hasSize(added ? 1 : 2);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        for a provider's taint            | tolerations: [{key: provider, operator: Equal, value: aws, effect: NoSchedule}] | true
        for a taint without a value       | tolerations: [{key: buffer, operator: Equal, effect: NoSchedule}]      | true
        for every taint                   | tolerations: [{operator: Exists}]                                      | false
        for every effect                  | tolerations: [{key: provider, operator: Equal, value: aws}]            | false
        an operator that goes unsaid      | tolerations: [{key: provider, value: aws, effect: NoSchedule}]         | false
        for a while                       | tolerations: [{key: a, operator: Equal, effect: NoExecute, tolerationSeconds: 0}] | false
        a wish for a provider             | affinity: {nodeAffinity: {preferred: [{weight: 50, preference: {matchExpressions: [{key: provider, operator: In, values: [aws]}]}}]}} | true
        a wish away from a pool           | affinity: {nodeAffinity: {preferred: [{weight: 100, preference: {matchExpressions: [{key: pool, operator: NotIn, values: [buffer]}]}}]}} | true
        a wish for a disk                 | affinity: {nodeAffinity: {preferred: [{weight: 100, preference: {matchExpressions: [{key: disk, operator: Exists}]}}]}} | false
        a wish by a node's name           | affinity: {nodeAffinity: {preferred: [{weight: 100, preference: {matchFields: [{key: metadata.name, operator: In, values: [aws-1]}]}}]}} | false
        a wish for nothing                | affinity: {nodeAffinity: {preferred: [{weight: 100, preference: {}}]}} | false
        apart on providers                | affinity: {podAntiAffinity: {required: [{topologyKey: provider, labelSelector: {matchLabels: {app: web}}}]}} | true
        near on providers                 | affinity: {podAffinity: {required: [{topologyKey: provider, labelSelector: {}}]}} | true
        apart on hosts                    | affinity: {podAntiAffinity: {required: [{topologyKey: kubernetes.io/hostname, labelSelector: {}}]}} | false
        a light wish for other hosts      | affinity: {podAntiAffinity: {preferred: [{weight: 5, podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector: {}}}]}} | true
        a heavy one                       | affinity: {podAntiAffinity: {preferred: [{weight: 6, podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector: {}}}]}} | false
        a heavy one for other providers   | affinity: {podAntiAffinity: {preferred: [{weight: 100, podAffinityTerm: {topologyKey: provider, labelSelector: {}}}]}} | true
        pods of other namespaces          | affinity: {podAntiAffinity: {preferred: [{weight: 100, podAffinityTerm: {topologyKey: provider, namespaces: [x], labelSelector: {}}}]}} | false
        no pods                           | affinity: {podAntiAffinity: {preferred: [{weight: 100, podAffinityTerm: {topologyKey: provider}}]}} | false
        spread over providers             | topologySpreadConstraints: [{maxSkew: 2, topologyKey: provider, whenUnsatisfiable: DoNotSchedule, nodeTaintsPolicy: Honor}] | true
        that ignores taints               | topologySpreadConstraints: [{maxSkew: 1, topologyKey: provider, whenUnsatisfiable: DoNotSchedule}] | false
        softly over hosts                 | topologySpreadConstraints: [{maxSkew: 3, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}] | true
        evenly over hosts                 | topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}] | false
        strictly over hosts               | topologySpreadConstraints: [{maxSkew: 3, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule}] | false
        """)
    void otherElements(String sentence, String field, boolean added) {
        PodView pod = GivenCluster.pod("{"
                + field.replace("preferred:", "preferredDuringSchedulingIgnoredDuringExecution:")
                        .replace("required:", "requiredDuringSchedulingIgnoredDuringExecution:")
                + "}");
        assertThat(each(pod)).containsExactly(added);
    }

    private static Stream<Boolean> each(PodView pod) {
        return Stream.of(
                        pod.tolerations().stream().map(FORMS::isAdded),
                        pod.affinity().preferredNodes().stream().map(FORMS::isAdded),
                        Stream.of(pod.affinity().pods(), pod.affinity().antiPods())
                                .flatMap(own -> Stream.concat(
                                        own.required().stream().map(FORMS::isAdded),
                                        own.preferred().stream().map(FORMS::isAdded))),
                        pod.topologySpreadConstraints().stream().map(FORMS::isAdded))
                .flatMap(all -> all);
    }
}
