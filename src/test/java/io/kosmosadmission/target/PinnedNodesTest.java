package io.kosmosadmission.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.inventory.Inventory;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinnedNodesTest {

    private static final Inventory INVENTORY = GivenCluster.inventory("", GivenCluster.THREE_PROVIDERS);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a pod without words may run on any node   | {}                                                            | any
        a selector on another label               | {nodeSelector: {provider: aws}}                               | any
        a hostname                                | {nodeSelector: {kubernetes.io/hostname: het-1}}               | het-1
        a hostname beside another label           | {nodeSelector: {kubernetes.io/hostname: het-1, provider: aws}} | het-1
        a hostname that no node has               | {nodeSelector: {kubernetes.io/hostname: het-9}}               | any
        a node by its name                        | {nodeName: aws-1}                                             | aws-1
        """)
    void ofASelector(String sentence, String spec, String nodes) {
        assertThat(nodes(spec)).isEqualTo(nodes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a term that names two                   | {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [scw-1, het-1]}]} | het-1 scw-1
        one name of the two is not known        | {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [scw-1, new-1]}]} | any
        NotIn names no node                     | {matchExpressions: [{key: kubernetes.io/hostname, operator: NotIn, values: [scw-1]}]} | any
        the field names a node                  | {matchFields: [{key: metadata.name, operator: In, values: [aws-1]}]} | aws-1
        another label names none                | {matchExpressions: [{key: topology.kubernetes.io/zone, operator: In, values: [aws-1]}]} | any
        two requirements both hold              | {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [scw-1, het-1]}, {key: kubernetes.io/hostname, \
        operator: In, values: [het-1, aws-1]}]} | het-1
        label and field both hold               | {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [scw-1, het-1]}], matchFields: [{key: metadata.name, \
        operator: In, values: [scw-1]}]} | scw-1
        label and field exclude each other      | {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [scw-1]}], matchFields: [{key: metadata.name, \
        operator: In, values: [het-1]}]} | -
        terms are ORed                          | {matchFields: [{key: metadata.name, operator: In, values: [aws-1]}]}, {matchFields: [{key: metadata.name, operator: In, \
        values: [scw-1]}]} | aws-1 scw-1
        a term that names none leaves all       | {matchFields: [{key: metadata.name, operator: In, values: [aws-1]}]}, {matchExpressions: [{key: gpu, operator: Exists}]} | any
        only empty terms match no node          | {} | -
        an empty term adds no node              | {}, {matchFields: [{key: metadata.name, operator: In, values: [aws-1]}]} | aws-1
        """)
    void ofTerms(String sentence, String terms, String nodes) {
        assertThat(nodes("{" + affinity(terms) + "}")).isEqualTo(nodes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the selector pins, the term does not    | {kubernetes.io/hostname: het-1} | {matchExpressions: [{key: gpu, operator: Exists}]} | het-1
        the term pins, the selector does not    | {gpu: "true"}                   | {matchFields: [{key: metadata.name, operator: In, values: [aws-1]}]} | aws-1
        both pin, and both hold                 | {kubernetes.io/hostname: het-1} | {matchFields: [{key: metadata.name, operator: In, values: [aws-1, het-1]}]} | het-1
        both pin to other nodes                 | {kubernetes.io/hostname: het-1} | {matchFields: [{key: metadata.name, operator: In, values: [aws-1]}]} | -
        """)
    void ofASelectorAndTerms(String sentence, String selector, String terms, String nodes) {
        assertThat(nodes("{nodeSelector: " + selector + ", " + affinity(terms) + "}"))
                .isEqualTo(nodes);
    }

    private static String nodes(String spec) {
        return new Targets(INVENTORY)
                .of(GivenCluster.pod(spec))
                .nodes()
                .map(PinnedNodesTest::text)
                .orElse("any");
    }

    private static String text(Set<String> nodes) {
        return nodes.isEmpty() ? "-" : String.join(" ", new TreeSet<>(nodes));
    }

    private static String affinity(String terms) {
        return "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [" + terms
                + "]}}}";
    }
}
