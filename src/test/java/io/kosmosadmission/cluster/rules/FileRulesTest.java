package io.kosmosadmission.cluster.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.cluster.state.StateWriter;
import io.kosmosadmission.config.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRulesTest {

    private static final String HEAD = "apiVersion: kosmos-admission.io/v1alpha1\nkind: KosmosConfiguration\nmode: ";

    @TempDir
    private Path folder;

    private final StateWriter writer = new StateWriter(Set.of(RulesSource.PART));

    @AfterEach
    void end() {
        writer.close();
    }

    @Test
    void theyAreInForceFromTheStartAndAsTheyChange() throws IOException {
        Path path = write("Warn");
        writer.start();
        try (FileRules rules = FileRules.open(path, writer::submit, Duration.ofMillis(20))) {
            assertThat(rules.origin()).isEqualTo(path.toString());
            assertThat(rules.informer()).isEmpty();
            rules.start();
            await().until(writer::synced);
            assertThat(mode()).isEqualTo(Mode.Warn);
            write("Audit");
            await().until(() -> mode() == Mode.Audit);
            write("Strict");
            await().until(() -> !rules.valid());
            assertThat(mode()).isEqualTo(Mode.Audit);
            write("Warn");
            await().until(() -> mode() == Mode.Warn);
            assertThat(rules.valid()).isTrue();
        }
    }

    @Test
    void wrongOnesAreRefusedAtTheStart() throws IOException {
        Path path = write("Strict");
        assertThatThrownBy(() -> FileRules.open(path, writer::submit)).hasMessageStartingWith(path + ":3:1: mode: ");
    }

    private Mode mode() {
        return writer.current().configuration().mode();
    }

    /** At once: nobody reads half of it. */
    private Path write(String mode) throws IOException {
        Path made = Files.writeString(folder.resolve("made"), HEAD + mode + "\n");
        return Files.move(made, folder.resolve("rules.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }
}
