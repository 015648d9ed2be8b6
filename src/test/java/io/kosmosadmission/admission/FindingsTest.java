package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.ReadyCondition;
import io.kosmosadmission.reading.ConfigurationReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final String HEAD = "apiVersion: kosmos-admission.io/v1alpha1\nkind: KosmosConfiguration\n";

    @Test
    void aClusterWithoutFaultHasNone() {
        Findings findings =
                findings("boundaries: [{name: b, match: [{}], providers: {required: [aws]}}]", node("a", "aws", ""));
        assertThat(findings.all()).isEmpty();
        assertThat(findings.counts())
                .containsOnlyKeys(Arrays.stream(Finding.Check.values())
                        .filter(check -> !check.isOfAudit())
                        .map(Finding.Check::label)
                        .toList())
                .allSatisfy((check, count) -> assertThat(count).isZero());
    }

    @Test
    void aNodeWhoseProviderIsNotKnownIsFound() {
        assertThat(messages("", node("a", "", ""), node("b", "", "scaleway://instance/1")))
                .containsExactly(
                        "node \"a\" has no label provider (its provider isn't known): pods that are bound to a"
                                + " provider can't run there",
                        "node \"b\" has no label provider (its providerID says scaleway): pods that are bound to a"
                                + " provider can't run there");
    }

    /** Machines of Outscale may say aws, and no other provider may be blamed for that. */
    @Test
    void aNodeOfWhichAwsOrAnotherMayBeTheOwnerIsOfNone() {
        assertThat(messages(
                        "",
                        node("a", "", "aws:///eu-west-2a/i-12345678"),
                        node("b", "", "aws:///eu-west-3a/i-0123456789abcdef1")))
                .containsExactly(
                        "node \"a\" has no label provider (its provider isn't known): pods that are bound to a"
                                + " provider can't run there",
                        "node \"b\" has no label provider (its providerID says aws): pods that are bound to a"
                                + " provider can't run there");
    }

    @Test
    void aNodeThatTheConfigurationKnowsIsFoundWhereACloudManagesIt() {
        String named = "providers: [{name: scaleway, nodes: [{name: \"*\"}]}]";
        assertThat(messages(named, node("external", "", ""))).isEmpty();
        assertThat(messages(named, node("managed", "", "scaleway://instance/1")))
                .singleElement()
                .asString()
                .contains("node \"managed\"", "the configuration counts it to scaleway");
    }

    /** Whoever labels nodes tells of those that it can't label; in the other modes nobody will. */
    @Test
    void aNodeThatIsToBeLabelledIsFoundWhereNobodyLabelsIt() {
        String rules = "providers: [{name: scaleway, nodes: [{name: \"scw-*\"}]}]\nlabelNodes: ";
        String found = "node \"scw-1\" has no label provider (the configuration counts it to scaleway): pods that are"
                + " bound to a provider can't run there";
        assertThat(messages(rules + "Enforce", node("scw-1", "", "scaleway://instance/1")))
                .isEmpty();
        assertThat(messages(rules + "Warn", node("scw-1", "", ""))).containsExactly(found);
        assertThat(messages(rules + "Audit", node("scw-1", "", ""))).containsExactly(found);
        assertThat(messages(rules + "Disabled", node("scw-1", "", ""))).isEmpty();
        Configuration enforced = GivenCluster.configuration(rules + "Enforce");
        ObjectCollector collector = new ObjectCollector();
        collector.add(Kind.NODE, node("scw-1", "", ""));
        assertThat(Findings.of(enforced, Inventory.of(enforced, collector.collected()), Mode.Audit)
                        .all())
                .as("the emergency brake")
                .extracting(Finding::message)
                .containsExactly(found);
    }

    @Test
    void aRuleThatAsksForWhatTheApiServerForbidsIsFound() {
        Configuration rules = GivenCluster.configuration(
                "rules: [{name: edge, match: [{}], placement: {onePerProvider: Required}}, {name: wish, match: [{}],"
                        + " placement: {onePerProvider: Preferred}}]");
        Inventory inventory = GivenCluster.inventory("", GivenCluster.THREE_PROVIDERS);
        assertThat(forbidden(rules, inventory)).isEmpty();
        assertThat(forbidden(rules.whereRequiredAntiAffinityIsForbidden(), inventory))
                .containsExactly(
                        "rule \"edge\" says onePerProvider Required, which is left out: the API server allows no"
                                + " required podAntiAffinity over provider (plugin LimitPodHardAntiAffinityTopology); write"
                                + " Preferred, or have the plugin switched off");
    }

    private static List<String> forbidden(Configuration rules, Inventory inventory) {
        return Findings.of(rules, inventory).all().stream()
                .filter(finding -> finding.check() == Finding.Check.RequiredAntiAffinityForbidden)
                .map(Finding::message)
                .toList();
    }

    @Test
    void aLabelThatDiffersFromTheTermsIsFoundWhereNodesAreLabelled() {
        String rules = """
                providers:
                - {name: scaleway, nodes: [{name: "scw-*"}]}
                - {name: metal, nodes: [{name: "*-metal"}]}
                labelNodes:\s""";
        Node other = node("scw-1", "aws", "");
        assertThat(differing(rules + "Disabled", other)).isEmpty();
        for (Mode mode : List.of(Mode.Enforce, Mode.Warn, Mode.Audit)) {
            assertThat(differing(rules + mode, other, node("scw-2", "scaleway", ""), node("a", "aws", "")))
                    .containsExactly("node \"scw-1\" bears label provider=aws, but the configuration counts it to"
                            + " scaleway: the label stays as somebody set it; correct the label, or the nodes of"
                            + " provider scaleway in the rules");
        }
        assertThat(differing(rules + "Enforce", new Node("scw-1", Map.of("provider", ""), "", List.of())))
                .singleElement()
                .asString()
                .startsWith("node \"scw-1\" bears label provider=\"\", but the configuration counts it to scaleway");
        assertThat(differing(rules + "Enforce", node("scw-metal", "metal", "")))
                .as("a later provider with a term that matches")
                .isEmpty();
    }

    private static List<String> differing(String rules, Node... nodes) {
        return findings(rules, nodes).all().stream()
                .filter(finding -> finding.check() == Finding.Check.NodeLabelDiffers)
                .map(Finding::message)
                .toList();
    }

    @Test
    void aProviderThatIsLostIsFoundWithWhatFollows() {
        String gpu = "providers: [{name: aws, lostAfter: 10m}]\nboundaries:\n"
                + "- {name: gpu, match: [{}], providers: {required: [aws], fallback: [gcp]}}\n";
        String lost = "provider \"aws\" is lost: none of its nodes has been Ready since 2020-01-01T00:00:00Z; until one"
                + " of them is, it counts as Drained";
        assertThat(messages(gpu, away("a", "aws"), node("g", "gcp", "")))
                .containsExactly(lost + ", and the fallback is in force of boundary gpu");
        assertThat(messages("providers: [{name: aws, lostAfter: 10m}]", away("a", "aws"), node("g", "gcp", "")))
                .containsExactly(lost);
        String more = "- {name: b, match: [{}], providers: {required: [aws], fallback: [gcp]}}\n"
                + "- {name: without, match: [{}], providers: {required: [aws]}}\n"
                + "- {name: other, match: [{}], providers: {required: [gcp], fallback: [aws]}}\n";
        assertThat(messages(gpu + more, away("a", "aws"), node("g", "gcp", "")))
                .containsExactly(lost + ", and the fallback is in force of boundaries gpu, b");
        assertThat(messages(gpu, node("a", "aws", ""), node("g", "gcp", ""))).isEmpty();
        assertThat(messages(gpu.replace("lostAfter: 10m", "state: Drained"), away("a", "aws"), node("g", "gcp", "")))
                .isEmpty();
    }

    @Test
    void aProviderThatNothingBearsIsFoundWithWhereItIsNamed() {
        String configuration = """
                providers:
                - {name: aws}
                - {name: gcp, elasticPools: [{name: p, labels: {provider: gcp}}]}
                boundaries:
                - {name: b, match: [{}], providers: {required: [aws], fallback: [gcp]}}
                - {name: c, match: [{}], providers: {forbidden: [azure]}}
                rules:
                - {name: r, match: [{}], placement: {tolerate: [azure]}}
                - {name: s, match: [{}], placement: {tolerate: ["*"]}}
                - {name: t, match: [{}], placement: {prefer: [civo, scaleway]}}
                """;
        assertThat(messages(configuration, node("a", "scaleway", "")))
                .containsExactly(
                        "provider \"aws\" is named (providers, boundary \"b\"), but no node and no elastic pool is its",
                        "provider \"azure\" is named (boundary \"c\", rule \"r\"), but no node and no elastic pool is"
                                + " its",
                        "provider \"civo\" is named (rule \"t\"), but no node and no elastic pool is its");
    }

    @Test
    void aRuleThatTheProvidersCannotMeetIsFound() {
        String configuration = """
                providers:
                - {name: scaleway, elasticPools: [{name: bare}]}
                - {name: metal, nodes: [{name: "metal-*"}]}
                rules:
                - {name: a, match: [{}], placement: {spread: {whenUnsatisfiable: DoNotSchedule, minDomains: 3}}}
                - {name: b, match: [{}], placement: {prefer: [metal], tolerate: [gcp]}}
                - {name: c, match: [{}], placement: {buffer: {pool: scaleway/bare}}}
                """;
        assertThat(messages(configuration, node("s", "scaleway", ""), node("aws", "aws", ""), node("metal-1", "", "")))
                .containsExactly(
                        "provider \"gcp\" is named (rule \"b\"), but no node and no elastic pool is its",
                        "rule \"a\" spreads over at least 3 providers (minDomains), but 2 bear a provider's label (aws,"
                                + " scaleway): each takes no more than maxSkew pods of a workload",
                        "rule \"b\" names metal, but no node and no elastic pool bears its label",
                        "rule \"c\" uses pool scaleway/bare last, but the pool declares no label, so the scheduler can't"
                                + " tell its nodes from others");
    }

    @Test
    void aProviderWhoseLabelNothingBearsIsFoundWhereItIsRequiredOrPassedOver() {
        String configuration = """
                providers:
                - {name: metal, nodes: [{name: "metal-*"}], taints: [{key: metal, effect: NoSchedule}]}
                - {name: rack, nodes: [{name: "rack-*"}]}
                boundaries:
                - {name: b, match: [{}], providers: {required: [metal, aws]}}
                - {name: c, match: [{}], providers: {forbidden: [rack]}}
                rules:
                - {name: r, match: [{}], placement: {tolerate: ["*"]}}
                - {name: s, match: [{}], placement: {tolerate: [aws]}}
                """;
        assertThat(messages(configuration, node("aws", "aws", ""), node("metal-1", "", ""), node("rack-1", "", "")))
                .containsExactly(
                        "boundary \"b\" requires metal, but no node and no elastic pool bears its label, so its"
                                + " pods can't run there",
                        "rule \"r\" tolerates every provider, but not the taint of metal, as no node and no elastic pool"
                                + " bears its label");
    }

    @Test
    void aRuleOverProvidersNeedsSeveral() {
        String rules = "rules: [{name: a, match: [{}], placement: {spread: {}}}]";
        assertThat(messages(rules, node("s", "scaleway", "")))
                .containsExactly("rule \"a\" places pods over several providers, but 1 bears a provider's label"
                        + " (scaleway)");
        assertThat(messages(rules))
                .containsExactly(
                        "rule \"a\" places pods over several providers, but no node and no elastic pool bears a"
                                + " provider's label");
    }

    private static final String HOMELESS = GivenCluster.THREE_PROVIDERS + """
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: hcloud}, provisioner: csi.hetzner.cloud}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: het-1}, spec: {drivers: []}}
            """;

    @Test
    void aClassWhoseDriverNoNodeOfItsHomeHasIsFound() {
        Configuration rules = GivenCluster.configuration("");
        assertThat(Findings.of(rules, GivenCluster.inventory("", HOMELESS)).all())
                .containsExactlyElementsOf(Findings.of(rules, GivenCluster.watchedInventory("", HOMELESS))
                        .all())
                .containsExactly(new Finding(
                        Finding.Check.HomeWithoutDriver,
                        List.of(ObjectKey.storageClass("hcloud")),
                        "no node of hetzner has driver csi.hetzner.cloud, so that volumes of storage class \"hcloud\" of"
                                + " hetzner (csi.hetzner.cloud) can be attached nowhere"));
        assertThat(faults(Findings.of(
                        GivenCluster.configuration("storage: {mode: Disabled}"), GivenCluster.inventory("", HOMELESS))))
                .isEmpty();
    }

    @Test
    void manyAreSaidInPart() {
        Findings findings = findings("", node("a", "", ""), node("b", "", ""), node("c", "", ""));
        assertThat(findings.firstMessages(2).get(Finding.Check.NodeWithoutLabel))
                .hasSize(3)
                .last()
                .isEqualTo("and 1 more of node-without-label");
        assertThat(findings.counts()).containsEntry("node-without-label", 3);
    }

    /** Without the elastic reserve, of which another test is. */
    private static List<Finding> faults(Findings findings) {
        return findings.all().stream()
                .filter(finding -> finding.check() != Finding.Check.NoElasticPool)
                .toList();
    }

    private static List<String> messages(String configuration, Node... nodes) {
        return faults(findings(configuration, nodes)).stream()
                .map(Finding::message)
                .toList();
    }

    private static Findings findings(String text, Node... nodes) {
        ConfigurationReader.Result read = new ConfigurationReader().read("rules.yaml", HEAD + text);
        assertThat(read.errors()).isEmpty();
        Configuration configuration = read.configuration();
        ObjectCollector collector = new ObjectCollector();
        for (Node node : nodes) {
            collector.add(Kind.NODE, node);
        }
        return Findings.of(
                configuration,
                Inventory.of(configuration, collector.collected()).at(Instant.now()));
    }

    /** Not ready since 2020. */
    private static Node away(String name, String provider) {
        return new Node(
                name,
                Map.of("provider", provider),
                "",
                List.of(),
                "",
                new ReadyCondition(false, Instant.parse("2020-01-01T00:00:00Z").getEpochSecond()));
    }

    private static Node node(String name, String provider, String providerID) {
        return new Node(name, provider.isEmpty() ? Map.of() : Map.of("provider", provider), providerID, List.of());
    }
}
