package io.kosmosadmission.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedProcessTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    /** Another virtual machine: it starts a process, and ends without ending that. */
    static final class Forgetful {
        private Forgetful() {}

        public static void main(String[] arguments) {
            OwnedProcess.start(new ProcessBuilder("tail", "-f", arguments[0]));
        }
    }

    @Test
    void isGoneOnceItIsClosed() throws IOException {
        OwnedProcess process = OwnedProcess.start(new ProcessBuilder("tail", "-f", file()));
        assertThat(process.isAlive()).isTrue();
        assertThat(process.exitWithin(Duration.ZERO)).isEmpty();
        process.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(process.exitWithin(SOON)).hasValue(143);
        process.close();
    }

    @Test
    void isGoneOnceItIsClosedByWhoeverIsInterrupted() throws IOException {
        OwnedProcess process = OwnedProcess.start(new ProcessBuilder("tail", "-f", file()));
        Thread.currentThread().interrupt();
        process.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void takesAlongWhatItStartedWhereItIsKilled() throws IOException {
        OwnedProcess process = OwnedProcess.start(new ProcessBuilder("sh", "-c", "tail -f \"$1\"; true", "sh", file()));
        LeftBehind left = new LeftBehind(folder);
        await().until(() -> left.processes().size() == 2);
        process.kill();
        await().until(() -> left.processes().isEmpty());
    }

    @Test
    void seesTheEndOfItsInput() throws IOException {
        try (OwnedProcess process = OwnedProcess.start(new ProcessBuilder("cat"))) {
            try (Writer input = process.input()) {
                input.write("text");
            }
            assertThat(process.exitWithin(SOON)).hasValue(0);
        }
    }

    @Test
    void endsWithTheVirtualMachineAndIsToldThen() throws IOException {
        Script.Result machine = new Script(Script.PROJECT, Map.of())
                .run(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dreal-cluster.folder=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forgetful.class.getName(),
                        file()));
        assertThat(machine.exit()).as(machine.stderr()).isZero();
        LeftBehind left = new LeftBehind(folder);
        assertThat(left.processes()).isEmpty();
        assertThat(left.forgotten()).containsExactly("tail -f " + file());
    }

    private String file() throws IOException {
        Path file = folder.resolve("file");
        return (Files.exists(file) ? file : Files.createFile(file)).toString();
    }
}
