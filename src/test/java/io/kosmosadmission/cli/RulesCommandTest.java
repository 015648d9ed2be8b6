package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.cli.review.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {

    private static final String HEAD = "apiVersion: kosmos-admission.io/v1alpha1\nkind: KosmosConfiguration\n";
    private static final String FOREIGN = "rules: [{name: r, match: [{}], placement: {tolerate: [gcp]}}]\n";
    private static final String MESSAGE =
            "provider \"gcp\" is named (rule \"r\"), but no node and no elastic pool is its";

    @TempDir
    private Path folder;

    @Test
    void saysThatAFileIsFine() throws IOException {
        Ran ran = Ran.with("", "rules", rules(FOREIGN));
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("valid; boundaries: 0, rules: 1").hasLineCount(1);
    }

    @Test
    void printsAllErrorsOfAWrongFile() throws IOException {
        String file = rules("mode: Strict\nrules: 3\n");
        Ran ran = Ran.with("", "rules", file);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out().lines()).hasSize(2).allMatch(line -> line.startsWith(file + ":"));
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNoFinding() {
        Ran ran = Ran.with("", "rules", folder.resolve("gone.yaml").toString());
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("it isn't there").hasLineCount(1);
        assertThat(Ran.with("", "rules", folder.toString()).err()).contains("it is a folder");
    }

    @Test
    void warnsOfWhatDoesNotFitTheCluster() throws IOException {
        Ran ran = Ran.with("", "rules", rules(FOREIGN), "--cluster", cluster());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("warning: " + MESSAGE, "valid").hasLineCount(2);
    }

    @Test
    void strictMakesErrorsOfWarnings() throws IOException {
        Ran ran = Ran.with("", "rules", rules(FOREIGN), "--cluster", cluster(), "--strict");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out().strip()).isEqualTo("error: " + MESSAGE);
        assertThat(Ran.with("", "rules", rules(""), "--cluster", cluster(), "--strict")
                        .exitCode())
                .isZero();
    }

    @Test
    void whatIsNoFaultIsANoteAndFailsNoStrictCheck() throws IOException {
        String rules = "providers: [{name: b, elasticPools: [{name: burst, labels: {provider: b}}]}]";
        Ran ran = Ran.with("", "rules", rules(rules), "--cluster", cluster(), "--strict");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .startsWith("note: every declared elastic pool is of b: ")
                .contains("valid")
                .hasLineCount(2);
    }

    @Test
    void printsTheSchema() throws IOException {
        Ran ran = Ran.with("", "rules", "--schema");
        assertThat(ran.exitCode()).isZero();
        assertThat(Trees.JSON.readTree(ran.out()).path("title").asText()).isEqualTo("KosmosConfiguration");
    }

    private String rules(String text) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), HEAD + text).toString();
    }

    private String cluster() throws IOException {
        Path cluster = Files.createDirectories(folder.resolve("cluster"));
        Files.writeString(
                cluster.resolve("node.yaml"),
                "{apiVersion: v1, kind: Node, metadata: {name: a, labels: {provider: a}}}");
        return cluster.toString();
    }
}
