package io.kosmosadmission.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are left on purpose are named, and no others. */
class LeftBehindTest {
    @TempDir
    private Path given;

    private Path file;
    private LeftBehind left;

    @BeforeEach
    void folder() throws IOException {
        left = new LeftBehind(Files.createDirectory(given.resolve("build")));
        file = Files.createFile(left.folder().resolve("file"));
    }

    @AfterEach
    void end() {
        left.processes().forEach(process -> handle(process).destroyForcibly());
    }

    private static OwnedProcess shell(String script, Path argument) {
        return OwnedProcess.start(new ProcessBuilder("sh", "-c", script, "sh", argument.toString()));
    }

    private static ProcessHandle handle(String process) {
        return ProcessHandle.of(Long.parseLong(process.split(" ")[0])).orElseThrow();
    }

    @Test
    void aChildIsNamedByItsCommandLine() {
        try (OwnedProcess child = OwnedProcess.start(new ProcessBuilder("tail", "-f", file.toString()))) {
            assertThat(child.isAlive()).isTrue();
            assertThatThrownBy(left::assertNothing)
                    .hasMessageContaining("processes that still run")
                    .hasMessageMatching("(?s).*\"\\d+ \\S*tail -f " + file + "\".*");
        }
        assertThatCode(left::assertNothing).doesNotThrowAnyException();
    }

    @Test
    void whatAScriptLeftInTheBackgroundIsNamedToo() {
        try (OwnedProcess shell = shell("tail -f \"$1\" >/dev/null 2>&1 &", file)) {
            await().until(() -> !shell.isAlive());
        }
        assertThatThrownBy(left::assertNothing).hasMessageContaining("tail -f " + file);
    }

    @Test
    void whatHasEndedAndIsNotReapedIsNotLeft() {
        try (OwnedProcess neverReaps = shell("tail -f \"$1\" & exec sleep 1000", file)) {
            await().until(() ->
                    left.processes().size() == 1 && left.processes().get(0).contains("tail"));
            ProcessHandle ended = handle(left.processes().get(0));
            ended.destroyForcibly();
            await().until(() -> left.processes().isEmpty());
            assertThat(neverReaps.isAlive()).isTrue();
            assertThat(ProcessHandle.of(ended.pid())).as("not reaped").isPresent();
        }
    }

    @Test
    void whatAnotherBuildRunsIsNotOurs() throws IOException {
        Path other =
                Files.createFile(Files.createDirectory(given.resolve("build-2")).resolve("file"));
        try (OwnedProcess theirs = OwnedProcess.start(new ProcessBuilder("tail", "-f", other.toString()))) {
            assertThat(theirs.isAlive()).isTrue();
            assertThat(left.processes()).isEmpty();
        }
    }

    @Test
    void whatOnlyTheEndOfTheVirtualMachineEndedIsNamed() {
        left.noteForgotten("kube-apiserver --secure-port 1");
        assertThatThrownBy(left::assertNothing)
                .hasMessageContaining("until the tests' virtual machine ended")
                .hasMessageContaining("kube-apiserver --secure-port 1");
    }
}
