package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {

    @Test
    void helpNamesEveryCommand() {
        Ran ran = Ran.with("", "--help");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("serve", "review", "test", "rules", "Exit codes: 0 fine, 1 findings, 2");
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "review", "test", "rules"})
    void everyCommandHasHelpWithExamples(String command) {
        for (Ran ran : new Ran[] {Ran.with("", command, "--help"), Ran.with("", "help", command)}) {
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).contains("Usage: kosmos-admission " + command, "Examples:\n  kosmos-admission ");
            assertThat(ran.out().lines()).allMatch(line -> line.length() <= 100);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongUsage")
    void wrongUsageIsSaidInShortAndEndsWithTwo(String what, String said, String[] args) {
        Ran ran = Ran.with("", args);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(said, "Try: kosmos-admission").doesNotContain("Usage:");
    }

    static Stream<Arguments> wrongUsage() {
        return Stream.of(
                usage("no command", "which command?"),
                usage("an unknown command", "'frobnicate'", "frobnicate"),
                usage("an unknown option", "Unknown option: '--frobnicate'", "serve", "--frobnicate"),
                usage("two clusters", "mutually exclusive", "serve", "--cluster", "c", "--kubeconfig", "config"),
                usage("a port that is none", "a port is 0 to 65535", "serve", "--port", "70000"),
                usage("an unknown mode", "[Enforce, Warn, Audit, Disabled]", "serve", "--max-mode", "enforce"),
                usage("nothing to review", "MANIFEST", "review"),
                usage("an unknown form", "[text, json, yaml]", "review", "-o", "xml", "x.yaml"),
                usage("no cases", "DIR", "test"),
                usage("a list and an update", "mutually exclusive", "test", "--list", "--update", "cases"),
                usage("no rules", "Either FILE or --schema", "rules"),
                usage("rules and their schema", "Either FILE or --schema", "rules", "--schema", "rules.yaml"));
    }

    private static Arguments usage(String what, String said, String... args) {
        return Arguments.of(what, said, args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "review -"})
    void inAPodWithoutAnAccountThereIsNoCluster(String command) {
        Ran ran = Ran.with(new Program(Ran.NO_SERVER, true), "", command.split(" "));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("no API server", "--kubeconfig").hasLineCount(1);
    }
}
