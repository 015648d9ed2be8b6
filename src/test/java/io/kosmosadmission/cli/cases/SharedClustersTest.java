package io.kosmosadmission.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case sees the cluster that it names, and no other. */
class SharedClustersTest {

    private static final String NODE = """
            apiVersion: v1
            kind: Node
            metadata: {name: %s-1, labels: {provider: %s}}
            spec: {taints: [{key: provider, value: %s, effect: NoSchedule}]}
            """;
    private static final String NAMED = CaseFiles.EXPECT + "cluster: one-aws\n";
    /** Told apart by the taint of the one node: aws is tolerated, gcp is not. */
    private static final String TOLERATED =
            CaseFiles.PATCHED + "  tolerations: [{key: provider, operator: Equal, value: aws, effect: NoSchedule}]\n";

    @TempDir
    private Path root;

    private CaseFiles files;

    @BeforeEach
    void oneCase() throws IOException {
        files = new CaseFiles(root.resolve("area/part/case"))
                .write(CaseFiles.GOOD)
                .write(Map.of("expect.yaml", NAMED, "patched.yaml", TOLERATED));
    }

    private static String node(String provider) {
        return NODE.replace("%s", provider);
    }

    @Test
    void theNearestFolderCounts() throws IOException {
        files.write(Map.of("../../../clusters/one-aws/nodes.yaml", node("aws")));
        assertThat(files.run()).isEmpty();
        files.write(Map.of("../../clusters/one-aws/nodes.yaml", node("gcp")));
        assertThat(files.run()).last().asString().startsWith("patched.yaml /spec/tolerations: expected");
        files.write(Map.of("../clusters/one-aws/nodes.yaml", node("aws")));
        assertThat(files.run()).isEmpty();
    }

    @Test
    void allManifestsAreReadAndNoneIsLeftOver() throws IOException {
        files.write(Map.of(
                "../clusters/one-aws/a.yaml",
                node("gcp"),
                "../clusters/one-aws/b.yaml",
                node("aws"),
                "../clusters/one-aws/README.md",
                "A node of aws and one of gcp.",
                "../clusters/another/a.json",
                "nobody reads the other ones"));
        assertThat(files.run()).isEmpty();
        files.write(Map.of("../clusters/one-aws/c.json", "{}", "../clusters/one-aws/in/d.yaml", node("aws")));
        assertThat(files.run())
                .containsExactly("clusters/one-aws/c.json was not used", "clusters/one-aws/in/d.yaml was not used");
    }

    @Test
    void theRulesMayBeThoseOfItsConfigMap() throws IOException {
        String rules = CaseFiles.RULES.indent(4);
        files.write(
                Map.of("../clusters/one-aws/nodes.yaml", node("aws"), "../clusters/one-aws/rules.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: kosmos-admission-rules, namespace: kosmos-admission}
                data:
                  rules.yaml: |
                """ + rules));
        Files.delete(files.folder().resolve("rules.yaml"));
        assertThat(files.run()).isEmpty();
    }

    @Test
    void anUnknownNameSaysWhereItWasLookedForAndWhatMayBeMeant() throws IOException {
        assertThat(files.run())
                .containsExactly("expect.yaml: cluster: there is no folder clusters in " + root.resolve("area/part")
                        + " or in a folder above it");
        files.write(Map.of("../../clusters/one-gcp/nodes.yaml", node("gcp"), "../../clusters/readme.txt", "x"));
        assertThat(files.run())
                .containsExactly("expect.yaml: cluster: there is no \"one-aws\" in " + root.resolve("area/clusters"));
        files.write(Map.of("../../clusters/one-awz/nodes.yaml", node("aws")));
        assertThat(files.run())
                .containsExactly("expect.yaml: cluster: there is no \"one-aws\" in " + root.resolve("area/clusters")
                        + ", did you mean \"one-awz\"?");
        files.write(Map.of("expect.yaml", CaseFiles.EXPECT + "cluster: ../clusters/one-awz\n"));
        assertThat(files.run()).singleElement().asString().contains("there is no \"../clusters/one-awz\"");
    }

    @Test
    void itNeverStandsBesideTheCasesOwn() throws IOException {
        files.write(Map.of("../clusters/one-aws/nodes.yaml", node("aws"), "cluster/nodes.yaml", node("gcp")));
        assertThat(files.run()).containsExactly("expect.yaml: cluster: the case has a folder cluster of its own, too");
    }
}
