package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingLabelsTest {

    /** het-1 and scw-1 have registered a driver; gke-1 is of gcp where the rules say so, and lacks the label. */
    private static final String NODES = GivenCluster.THREE_PROVIDERS + """
            {apiVersion: v1, kind: Node, metadata: {name: gke-1, labels: {}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: gke-2, labels: {provider: gcp}}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: scw-1}, spec: {drivers: [{name: csi.scaleway.com}]}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: gke-2}, spec: {drivers: [{name: pd.csi.storage.gke.io}]}}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the provider label                      | []                                                    | aws          | x.example | provider=aws | -
        of two providers                        | []                                                    | aws scaleway | x.example | provider in (aws,scaleway) | -
        an attach label that all nodes bear     | [{name: aws, attachLabels: {gpu: "true"}}]            | aws          | x.example | provider=aws; gpu=true | -
        one that a node lacks is left out       | [{name: scaleway, attachLabels: {k8s.scaleway.com/managed: "true"}}] | scaleway | x.example | provider=scaleway | \
        k8s.scaleway.com/managed: scw-metal
        but not for a node without the driver   | [{name: scaleway, attachLabels: {k8s.scaleway.com/managed: "true"}}] | scaleway | csi.scaleway.com | \
        provider=scaleway; k8s.scaleway.com/managed=true | -
        another value is as none                | [{name: aws, attachLabels: {gpu: "false"}}]           | aws          | x.example | provider=aws | gpu: aws-1
        each label is judged alone              | [{name: scaleway, attachLabels: {k8s.scaleway.com/managed: "true", k8s.scaleway.com/pool-name: other}}] | scaleway | \
        csi.scaleway.com | \
        provider=scaleway; k8s.scaleway.com/managed=true | k8s.scaleway.com/pool-name: scw-1
        attach labels in their order            | [{name: aws, attachLabels: {topology.kubernetes.io/zone: eu-west-1a, gpu: "true"}}] | aws | x.example | \
        provider=aws; gpu=true; topology.kubernetes.io/zone=eu-west-1a | -
        a label that both providers ask for     | [{name: aws, attachLabels: {disk: a}}, {name: hetzner, attachLabels: {disk: a}}] | aws hetzner | x.example | \
        provider in (aws,hetzner) | disk: aws-1, het-1
        a label of one provider alone           | [{name: aws, attachLabels: {gpu: "true"}}]            | aws hetzner  | x.example | provider in (aws,hetzner) | -
        a label of two values                   | [{name: aws, attachLabels: {disk: a}}, {name: hetzner, attachLabels: {disk: b}}] | aws hetzner | x.example | \
        provider in (aws,hetzner) | -
        a node that lacks the provider label    | [{name: gcp, nodes: [{name: "gke-*"}]}]               | gcp          | x.example | - | provider: gke-1
        but not where another has the driver    | [{name: gcp, nodes: [{name: "gke-*"}]}]               | gcp          | pd.csi.storage.gke.io | provider=gcp | -
        each label that is left out is told     | [{name: gcp, nodes: [{name: "gke-*"}], attachLabels: {a: b}}] | gcp  | x.example | - | provider: gke-1; a: gke-1, gke-2
        a pool that lacks a label               | [{name: aws, attachLabels: {gpu: "true"}, elasticPools: [{name: p, labels: {provider: aws}}]}] | aws | x.example | \
        provider=aws | gpu: pool aws/p
        a provider that is not there            | []                                                    | ibm          | x.example | provider=ibm | -
        """)
    void bind(String sentence, String providers, String home, String driver, String requirements, String leftOut) {
        BindingLabels labels = labels(providers, home, driver, false);
        assertThat(ResultText.of(labels.requirements())).isEqualTo(requirements);
        assertThat(ResultText.of(labels.leftOut().entrySet().stream()
                        .map(it -> it.getKey() + ": " + String.join(", ", it.getValue()))
                        .toList()))
                .isEqualTo(leftOut);
        assertThat(labels.ofProvider()).isEqualTo(requirements.startsWith("provider"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a home by its driver asks for them   | false | provider=aws; gpu=true
        a home by selected nodes does not    | true  | provider=aws
        """)
    void bindByAttachLabels(String sentence, boolean placed, String requirements) {
        BindingLabels labels = labels("[{name: aws, attachLabels: {gpu: \"true\"}}]", "aws", "x.example", placed);
        assertThat(ResultText.of(labels.requirements())).isEqualTo(requirements);
        assertThat(labels.leftOut()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one node        | a             | a lacks it
        two nodes       | a b           | a, b lack it
        five nodes      | a b c d e     | a, b, c, d, e lack it
        six nodes       | a b c d e f   | a, b, c, d, e and 1 more lack it
        eight nodes     | a b c d e f g h | a, b, c, d, e and 3 more lack it
        """)
    void tellWhoLacksThem(String sentence, String nodes, String told) {
        assertThat(BindingLabels.lacking(new LinkedHashSet<>(List.of(nodes.split(" ")))))
                .isEqualTo(told);
    }

    private static BindingLabels labels(String providers, String home, String driver, boolean placed) {
        return BindingLabels.of(
                new Home.Known(Set.of(home.split(" ")), true, placed, driver, "a class"),
                GivenCluster.inventory("providers: " + providers, NODES));
    }
}
