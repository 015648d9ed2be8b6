package io.kosmosadmission.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.inventory.Inventory;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {

    private static final String UNKNOWN_NODE =
            "{apiVersion: v1, kind: Node, metadata: {name: bare-1, labels: {kubernetes.io/hostname: bare-1}}}";
    private static final Inventory INVENTORY = GivenCluster.inventory("", GivenCluster.THREE_PROVIDERS + UNKNOWN_NODE);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no words leave everything                      | {}                                            | aws hetzner scaleway + unlabelled unseen
        nodeName is its node's provider                | {nodeName: aws-1}                             | aws
        nodeName of a node that isn't known proves nothing | {nodeName: gone}                          | aws hetzner scaleway + unlabelled unseen
        nodeName of a node of no provider              | {nodeName: bare-1}                            | + unlabelled
        the provider label names its provider          | {nodeSelector: {provider: aws}}               | aws
        a provider without nodes is named too          | {nodeSelector: {provider: gcp}}               | gcp
        a managed node is Scaleway's                   | {nodeSelector: {k8s.scaleway.com/managed: "true"}} | scaleway
        an own prefix counts though no node bears it   | {nodeSelector: {eks.amazonaws.com/nodegroup: x}} | aws + unlabelled unseen
        a zone that is known elsewhere                 | {nodeSelector: {topology.kubernetes.io/zone: nl-ams-1}} | scaleway
        a zone that nobody has yet proves nothing      | {nodeSelector: {topology.kubernetes.io/zone: nl-ams-3}} | aws hetzner scaleway + unlabelled unseen
        a hostname that is known                       | {nodeSelector: {kubernetes.io/hostname: het-1}} | hetzner
        a hostname that may join                       | {nodeSelector: {kubernetes.io/hostname: het-2}} | aws hetzner scaleway + unlabelled unseen
        any other label proves nothing                 | {nodeSelector: {gpu: "true"}}                 | aws hetzner scaleway + unlabelled unseen
        two selectors both hold                        | {nodeSelector: {provider: aws, topology.kubernetes.io/zone: nl-ams-1}} | nowhere
        """)
    void findsTargetOfSelector(String sentence, String spec, String expected) {
        assertThat(ResultText.of(target(spec))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        terms are ORed                              | [{matchExpressions: [{key: provider, operator: In, values: [aws]}]}, {matchExpressions: [{key: provider, operator: In, \
        values: [hetzner]}]}] | aws hetzner
        a term may name a provider without nodes    | [{matchExpressions: [{key: provider, operator: In, values: [aws, gcp]}]}] | aws gcp
        an empty term matches nothing               | [{}, {matchExpressions: [{key: provider, operator: In, values: [aws]}]}] | aws
        only empty terms match nothing              | [{}]                                                                   | nowhere
        NotIn keeps nodes without the label         | [{matchExpressions: [{key: provider, operator: NotIn, values: [aws]}]}] | hetzner scaleway + unlabelled unseen
        DoesNotExist leaves only unlabelled nodes   | [{matchExpressions: [{key: provider, operator: DoesNotExist}]}]         | + unlabelled
        Exists leaves providers not seen yet        | [{matchExpressions: [{key: provider, operator: Exists}]}]               | aws hetzner scaleway + unseen
        a boundary that forbids                     | [{matchExpressions: [{key: provider, operator: NotIn, values: [aws]}, {key: provider, operator: Exists}]}] | \
        hetzner scaleway + unseen
        Exists under an own prefix                  | [{matchExpressions: [{key: k8s.scaleway.com/pool, operator: Exists}]}]  | scaleway + unlabelled unseen
        NotIn under an own prefix proves nothing    | [{matchExpressions: [{key: k8s.scaleway.com/managed, operator: NotIn, values: ["true"]}]}] | \
        aws hetzner scaleway + unlabelled unseen
        matchFields name a node                     | [{matchFields: [{key: metadata.name, operator: In, values: [scw-1]}]}]  | scaleway
        one value that may join proves nothing      | [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [aws-1, new-1]}]}] | \
        aws hetzner scaleway + unlabelled unseen
        Gt on the provider label compares numbers   | [{matchExpressions: [{key: provider, operator: Gt, values: ["1"]}]}]    | + unseen
        two requirements of a term both hold        | [{matchExpressions: [{key: provider, operator: In, values: [aws]}, {key: provider, operator: In, values: [hetzner]}]}] | \
        nowhere
        """)
    void findsTargetOfAffinity(String sentence, String terms, String expected) {
        assertThat(ResultText.of(target(affinity(terms)))).isEqualTo(expected);
    }

    @Test
    void unlabelledNodesOfAProviderAreJudgedApart() {
        String rules = "providers: [{name: aws, nodes: [{name: 'ec2-*'}]}]";
        Inventory inventory = GivenCluster.inventory(
                rules,
                GivenCluster.THREE_PROVIDERS + "{apiVersion: v1, kind: Node, metadata: {name: ec2-9, labels: {}}}");
        Targets targets = new Targets(inventory);
        String notIn = "{matchExpressions: [{key: provider, operator: NotIn, values: [aws]}";
        assertThat(targets.of(GivenCluster.pod(affinity("[" + notIn + "]}]"))).contains("aws"))
                .as("NotIn alone lets in a node of aws that lacks the label")
                .isTrue();
        assertThat(targets.of(GivenCluster.pod(affinity("[" + notIn + ", {key: provider, operator: Exists}]}]")))
                        .contains("aws"))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a prefix counts for whoever is of its platform | {eks.amazonaws.com/nodegroup: x} | aws hetzner + unlabelled unseen
        its name does not where the rules say another  | {k8s.scaleway.com/pool: x}       | + unlabelled unseen
        without nodes the name tells the platform      | {provider: digitalocean, doks.digitalocean.com/pool: x} | digitalocean
        and tells that it is another                   | {provider: exoscale, doks.digitalocean.com/pool: x} | nowhere
        """)
    void findsThePlatformOfAProvider(String sentence, String selector, String expected) {
        String rules = "providers: [{name: hetzner, platform: aws}, {name: scaleway, platform: cellar}]";
        Inventory inventory = GivenCluster.inventory(rules, GivenCluster.THREE_PROVIDERS);
        assertThat(ResultText.of(new Targets(inventory).of(GivenCluster.pod("{nodeSelector: " + selector + "}"))))
                .isEqualTo(expected);
    }

    @Test
    void namesNodesOnlyWhereAllAreKnown() {
        assertThat(target("{nodeSelector: {kubernetes.io/hostname: scw-metal}}").nodes())
                .contains(Set.of("scw-metal"));
        assertThat(target("{nodeSelector: {kubernetes.io/hostname: het-2}}").nodes())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        only what puts somebody out          | {provider: aws, gpu: "true"} | [{matchExpressions: [{key: gpu, operator: Exists}]}] | nodeSelector provider=aws
        a selector's keys in their order     | {topology.kubernetes.io/zone: eu-west-1a, provider: aws} | [{matchExpressions: [{key: gpu, operator: Exists}]}] | \
        nodeSelector provider=aws; nodeSelector topology.kubernetes.io/zone=eu-west-1a
        the selector before the affinity     | {topology.kubernetes.io/zone: eu-west-1a} | [{matchExpressions: [{key: provider, operator: NotIn, values: [aws]}]}] | \
        nodeSelector topology.kubernetes.io/zone=eu-west-1a; node affinity provider!=aws
        each term that puts the same one out | {} | [{matchExpressions: [{key: provider, operator: In, values: [aws]}]}, {matchExpressions: [{key: provider, operator: In, \
        values: [hetzner]}]}] | node affinity provider=aws; node affinity provider=hetzner
        no term where one keeps all          | {} | [{matchExpressions: [{key: provider, operator: In, values: [aws]}]}, {matchExpressions: [{key: gpu, operator: Exists}]}] | -
        a field that names a node            | {} | [{matchFields: [{key: metadata.name, operator: In, values: [aws-1]}]}] | node affinity metadata.name=aws-1
        """)
    void tellsTheWordsThatPutOthersOut(String sentence, String selector, String terms, String words) {
        String affinity = affinity(terms).substring(1);
        assertThat(ResultText.of(
                        target("{nodeSelector: " + selector + ", " + affinity).words()))
                .isEqualTo(words);
    }

    @Test
    void tellsTheNodeBeforeAllOtherWords() {
        assertThat(target("{nodeName: aws-1, nodeSelector: {provider: hetzner}}")
                        .because())
                .isEqualTo(" (nodeName aws-1)");
    }

    private static Target target(String spec) {
        return new Targets(INVENTORY).of(GivenCluster.pod(spec));
    }

    private static String affinity(String terms) {
        return "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: " + terms
                + "}}}}";
    }
}
