package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {

    private static final String RIGHT = "about: Nothing is asked for.\ndecision: allowed\n";

    @TempDir
    private Path cases;

    private Path right;
    private Path wrong;

    @BeforeEach
    void twoCases() throws IOException {
        right = write(cases.resolve("a/right"), RIGHT);
        wrong = write(cases.resolve("b/wrong"), "about: >-\n  Nothing\n  is asked for.\ndecision: denied # c\n");
    }

    private static Path write(Path folder, String expect) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("object.yaml"),
                "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: []}}");
        Files.writeString(folder.resolve("expect.yaml"), expect);
        return folder;
    }

    private Ran run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "test";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Ran.with("", all);
    }

    @Test
    void failuresAndCountsAreSaid() {
        assertThat(run(right.toString())).isEqualTo(new Ran(0, "1 case, all pass\n", ""));
        String failed = "FAIL " + wrong + "\n     decision: expected denied\n               but was  allowed\n";
        assertThat(run(cases.toString())).isEqualTo(new Ran(1, failed + "2 cases, 1 failed\n", ""));
        assertThat(run("-v", cases.toString()))
                .isEqualTo(run("--verbose", cases.toString()))
                .isEqualTo(new Ran(1, "PASS " + right + "\n" + failed + "2 cases, 1 failed\n", ""));
    }

    @Test
    void aListRunsNothing() throws IOException {
        assertThat(run("--list", cases.toString()))
                .isEqualTo(new Ran(0, right + ": Nothing is asked for.\n" + wrong + ": Nothing is asked for.\n", ""));
        Files.writeString(wrong.resolve("expect.yaml"), "decision: denied\n");
        assertThat(run("--list", cases.toString()))
                .isEqualTo(new Ran(
                        1,
                        right + ": Nothing is asked for.\nFAIL " + wrong
                                + "\n     expect.yaml: about must say in a sentence what the case shows\n",
                        ""));
    }

    @Test
    void anUpdateSaysWhatItChanged() throws IOException {
        assertThat(run("--update", cases.toString()))
                .isEqualTo(new Ran(0, "UPDATED " + wrong + ": expect.yaml\n2 cases, 1 updated, all pass\n", ""));
        assertThat(wrong.resolve("expect.yaml"))
                .hasContent("about: >-\n  Nothing\n  is asked for.\ndecision: allowed # c\n");
        assertThat(run("--update", "-v", cases.toString()))
                .isEqualTo(new Ran(0, "PASS " + right + "\nPASS " + wrong + "\n2 cases, all pass\n", ""));
    }

    @Test
    void anUpdateLeavesWhatNoExpectationMends() throws IOException {
        Files.writeString(wrong.resolve("notes.txt"), "x");
        Ran ran = run("--update", cases.toString());
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out())
                .startsWith("FAIL " + wrong + "\n     notes.txt was not used\n     decision: expected denied\n")
                .endsWith("2 cases, 1 failed\n");
        assertThat(wrong.resolve("expect.yaml")).content().contains("decision: denied");
    }

    @Test
    void aFolderWithoutACaseIsUnusable() throws IOException {
        Path empty = Files.createDirectory(cases.resolve("c"));
        for (String option : new String[] {"--list", "--update", "-v"}) {
            Ran ran = run(option, cases.toString(), empty.toString());
            assertThat(ran).isEqualTo(new Ran(2, "", empty + ": no case: no folder with an expect.yaml\n"));
        }
        assertThat(wrong.resolve("expect.yaml")).content().contains("decision: denied");
    }

    @Test
    void theHelpSaysWhereSharedClustersAreLookedFor() {
        assertThat(run("--help").out())
                .contains("[--list | --update]", "The nearest folder clusters counts", "-v, --verbose");
    }
}
