package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {

    private static final Path CLUSTERS = Path.of("src/test/resources/cases/clusters");

    @TempDir
    private Path folder;

    static List<Path> clusters() throws IOException {
        try (Stream<Path> clusters = Files.list(CLUSTERS);
                Stream<Path> audits = Files.list(Path.of("src/test/resources/audits"))) {
            return Stream.concat(
                            clusters.filter(Files::isDirectory),
                            audits.map(each -> each.resolve("cluster.yaml")).filter(Files::exists))
                    .sorted()
                    .toList();
        }
    }

    private static String node(String name, String labels, String providerID) {
        return "{apiVersion: v1, kind: Node, metadata: {name: " + name + ", labels: {" + labels
                + "}}, spec: {providerID: \"" + providerID + "\"}}\n---\n";
    }

    /** Returns what init prints, which rules --strict takes. */
    private String accepted(Path cluster) throws IOException {
        Ran init = Ran.with("", "init", "--cluster", cluster.toString());
        assertThat(init.exitCode()).as(init.err()).isZero();
        Path rules = Files.writeString(folder.resolve("rules.yaml"), init.out());
        Ran strict = Ran.with("", "rules", rules.toString(), "--cluster", cluster.toString(), "--strict");
        assertThat(strict.exitCode())
                .as(strict.out() + strict.err() + init.out())
                .isZero();
        return init.out();
    }

    private String acceptedOf(String... nodes) throws IOException {
        return accepted(Files.writeString(folder.resolve("cluster.yaml"), String.join("", nodes)));
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void isAcceptedForEveryClusterOfTheTests(Path cluster) throws IOException {
        assertThat(accepted(cluster)).contains("mode: Audit");
    }

    @Test
    void tellsHowEachProviderWasKnown() throws IOException {
        assertThat(acceptedOf(
                        node("scw-1", "provider: scaleway, k8s.scaleway.com/pool-name: burst", "scaleway://1"),
                        node("aws-1", "provider: eks-frankfurt", "aws:///eu-central-1a/i-1"),
                        node("scw-2", "", "scaleway://2"),
                        node("gce-1", "", "gce://p/z/i"),
                        node("metal-1", "", "")))
                .contains("- name: scaleway  # known by label provider of 1 node, providerID of 1 node")
                .contains("  - {providerIDPrefix: \"scaleway://\"}  # scw-2 lacks the label")
                .contains(
                        "  # - {name: burst, labels: {provider: scaleway, k8s.scaleway.com/pool-name: burst}}  # 1 node now")
                .contains("- name: eks-frankfurt  # known by label provider of 1 node\n  platform: aws")
                .contains("- name: gcp  # known by providerID of 1 node")
                .contains("- name: unknown  # known by nothing that 1 node say")
                .contains("  - {name: metal-1}  # has neither the label nor a providerID")
                .contains("\nrules:\n");
    }

    @Test
    void aTaintOfAllNodesOfAProviderIsItsTaint() throws IOException {
        String tainted = "{apiVersion: v1, kind: Node, metadata: {name: %s, labels: {provider: aws}}, spec: {taints: ["
                + "{key: cloud, value: aws, effect: NoSchedule}, {key: node.kubernetes.io/not-ready, effect: NoExecute}]}}\n---\n";
        assertThat(acceptedOf(tainted.formatted("a"), tainted.formatted("b"), node("s", "provider: scaleway", "")))
                .contains("  taints: [{key: cloud, value: aws, effect: NoSchedule}]  # on each of its nodes");
    }

    @Test
    void theTaintThatIsKnownWithoutAWordIsKeptBesideOthers() throws IOException {
        String tainted = "{apiVersion: v1, kind: Node, metadata: {name: %s, labels: {provider: aws}}, spec: {taints: ["
                + "{key: cloud, value: aws, effect: NoSchedule}%s]}}\n---\n";
        assertThat(acceptedOf(
                        tainted.formatted("a", ""),
                        tainted.formatted("b", ", {key: provider, value: aws, effect: NoSchedule}"),
                        node("s", "provider: scaleway", "")))
                .contains("  taints: [{key: cloud, value: aws, effect: NoSchedule}, {key: provider, value: aws, effect:"
                        + " NoSchedule}]  # on each of its nodes, or with its name on some");
    }

    @Test
    void aProviderIDOfSeveralProvidersIsOnlyAComment() throws IOException {
        assertThat(acceptedOf(
                        node("a", "provider: eu", "aws:///eu/i-1"),
                        node("b", "provider: us", "aws:///us/i-1"),
                        node("c", "", "aws:///us/i-2")))
                .contains(
                        "- name: unknown  # known by nothing that 1 node say\n  platform: aws  # as the providerIDs of its nodes"
                                + " say\n  nodes:\n  - {name: c}  # has not the label:"
                                + " whose is it?\n  # - {providerIDPrefix: \"aws://\"}  # belongs under one of eu, us\n")
                .doesNotContain("\n  - {providerIDPrefix");
    }

    @Test
    void theLabelValueUnknownIsNoProvider() throws IOException {
        assertThat(acceptedOf(node("a", "provider: aws", ""), node("b", "provider: unknown", ""), node("c", "", "")))
                .contains("# 1 node with label value unknown, which names no provider: correct it\n")
                .contains("- name: unknown-unlabelled  # known by nothing that 1 node say")
                .doesNotContain("- name: unknown ")
                .contains("# Once nodes of two providers bear the label");
    }

    @Test
    void aClusterWithoutTheLabelIsProposedByProviderIDs() throws IOException {
        assertThat(acceptedOf(
                        node("a", "", "aws:///eu/i-1"),
                        node("b", "", "scaleway://1"),
                        node("c", "", "kind://docker/kind/c")))
                .contains("providerLabel: provider              # no node bears one yet")
                .contains("- {providerIDPrefix: \"aws://\"}", "- {providerIDPrefix: \"scaleway://\"}")
                .contains("- name: kind  # known by providerID of 1 node")
                .contains("# labelNodes: Enforce")
                .contains("\n# rules:\n");
    }

    @Test
    void anotherLabelOfTheSameNameIsTaken() throws IOException {
        assertThat(acceptedOf(
                        node("a", "node-restriction.kubernetes.io/provider: aws", ""),
                        node("b", "node-restriction.kubernetes.io/provider: gcp", "")))
                .contains("providerLabel: node-restriction.kubernetes.io/provider\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"yes\"",
                "\"0x10\"",
                "\"1e3\"",
                "\"null\"",
                "\"2026-01-01\"",
                "\"~\"",
                "\"a: b # c\"",
                "\"\"",
                "\"x\\ny\""
            })
    void oddValuesOfTheLabelBreakNothing(String value) throws IOException {
        assertThat(acceptedOf(node("a", "provider: " + value, ""), node("b", "provider: aws", "")))
                .contains("- name: aws");
    }

    @Test
    void oneProviderSpreadsNothingYet() throws IOException {
        assertThat(acceptedOf(node("a", "provider: aws", ""))).contains("\n# rules:\n");
        assertThat(acceptedOf("{apiVersion: v1, kind: Namespace, metadata: {name: a}}"))
                .contains("# providers: none was found");
    }
}
