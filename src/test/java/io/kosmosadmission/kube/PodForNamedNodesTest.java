package io.kosmosadmission.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodForNamedNodesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one term that names a node          | {matchFields: [{key: metadata.name, operator: In, values: [a]}]} | true
        beside other requirements           | {matchFields: [{key: metadata.name, operator: In, values: [a]}], matchExpressions: [{key: gpu, operator: Exists}]} | true
        a node in each of two terms         | {matchFields: [{key: metadata.name, operator: In, values: [a]}]}, {matchFields: [{key: metadata.name, operator: In, values: [b]}]} | true
        one of two terms names none         | {matchFields: [{key: metadata.name, operator: In, values: [a]}]}, {matchExpressions: [{key: gpu, operator: Exists}]} | false
        all nodes but one                   | {matchFields: [{key: metadata.name, operator: NotIn, values: [a]}]} | false
        a hostname is a label               | {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [a]}]} | false
        no term                             | '' | false
        """)
    void isForNamedNodes(String sentence, String terms, boolean named) {
        String affinity = "{nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: ["
                + terms + "]}}}";
        assertThat(GivenCluster.pod("{affinity: " + affinity + "}").isForNamedNodes())
                .isEqualTo(named);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no node affinity      | {}
        a selector is a label | {nodeSelector: {kubernetes.io/hostname: a}}
        """)
    void isForAnyNode(String sentence, String spec) {
        assertThat(GivenCluster.pod(spec).isForNamedNodes()).isFalse();
    }
}
