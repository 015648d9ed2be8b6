package io.kosmosadmission.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kosmosadmission.WarningLog;
import io.kosmosadmission.config.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {

    private static final String HEAD = "apiVersion: kosmos-admission.io/v1alpha1\nkind: KosmosConfiguration\nmode: ";

    @TempDir
    private Path folder;

    private Path path;
    private RulesFile file;
    private final WarningLog log = new WarningLog();

    @BeforeEach
    void open() throws IOException {
        path = folder.resolve("my-rules.yaml");
        write("Warn");
        file = RulesFile.open(path);
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void takesAChangeThatStays() throws IOException {
        assertThat(mode()).isEqualTo(Mode.Warn);
        assertThat(file.look()).isFalse();
        write("Audit");
        assertThat(file.look()).isFalse();
        assertThat(file.look()).isTrue();
        assertThat(mode()).isEqualTo(Mode.Audit);
        assertThat(file.look()).isFalse();
    }

    @Test
    void theSameTextInAnotherFileIsNoNews() throws IOException {
        write("Warn");
        assertThat(file.look()).isFalse();
        assertThat(file.look()).isFalse();
    }

    @Test
    void wrongOnesLeaveTheLastGoodOnesInForceAndAreToldOfOnceEach() throws IOException {
        write("Strict\nrulez: []");
        assertThat(looks()).isEqualTo(1);
        assertThat(file.rules().valid()).isFalse();
        assertThat(mode()).isEqualTo(Mode.Warn);
        write("Strict\nrulez: [ ]");
        assertThat(looks()).isEqualTo(1);
        assertThat(log.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("rules not valid, the last good ones stay in force why=\"" + path + ":3:1: mode: ")
                        .contains(" | " + path + ":4:1: rulez: "));
        write("Audit");
        assertThat(looks()).isEqualTo(1);
        assertThat(file.rules().valid()).isTrue();
        assertThat(mode()).isEqualTo(Mode.Audit);
    }

    @Test
    void aFileThatIsGoneLeavesTheLastGoodOnesInForce() throws IOException {
        Path away = folder.resolve("away");
        Files.move(path, away);
        assertThat(looks()).isEqualTo(1);
        assertThat(file.rules().valid()).isFalse();
        assertThat(mode()).isEqualTo(Mode.Warn);
        assertThat(log.lines())
                .containsExactly("rules not valid, the last good ones stay in force why=\"can't read " + path
                        + ": it isn't there\"");
        Files.move(away, path);
        assertThat(looks()).isEqualTo(1);
        assertThat(file.rules().valid()).isTrue();
    }

    @Test
    void doesNotBeginWithWrongOnes() throws IOException {
        write("Strict\nrulez: []");
        assertThatThrownBy(() -> RulesFile.open(path))
                .isInstanceOf(WrongRulesException.class)
                .message()
                .satisfies(message ->
                        assertThat(message.lines()).hasSize(2).allMatch(line -> line.startsWith(path + ":")));
        Path gone = folder.resolve("gone");
        assertThatThrownBy(() -> RulesFile.open(gone)).hasMessage("can't read " + gone + ": it isn't there");
        assertThatThrownBy(() -> RulesFile.open(folder)).hasMessage("can't read " + folder + ": it is a folder");
    }

    /** Returns how many of some looks brought news. */
    private int looks() {
        int news = 0;
        for (int i = 0; i < 5; i++) {
            news += file.look() ? 1 : 0;
        }
        return news;
    }

    private Mode mode() {
        return file.rules().configuration().mode();
    }

    /** At once, in a file of its own: an edit in place may have the size and the time of the one before. */
    private void write(String mode) throws IOException {
        Path made = Files.writeString(folder.resolve("made"), HEAD + mode + "\n");
        Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
