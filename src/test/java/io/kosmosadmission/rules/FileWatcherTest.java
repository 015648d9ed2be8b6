package io.kosmosadmission.rules;

import static io.kosmosadmission.rules.FileWatcher.Look.AsBefore;
import static io.kosmosadmission.rules.FileWatcher.Look.Changed;
import static io.kosmosadmission.rules.FileWatcher.Look.Refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kosmosadmission.rules.FileWatcher.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatcherTest {

    /** The file: its text is its fingerprint, too. */
    private String written = "a";

    /** What is right with "late" in the file, from some time on. */
    private boolean itIsTime;

    private int readings;

    private FileWatcher<String> watcher;

    @BeforeEach
    void begin() throws IOException {
        watcher = FileWatcher.begin(() -> written, this::read);
    }

    private String read() throws IOException {
        readings++;
        if (written.startsWith("wrong") || (written.equals("late") && !itIsTime)) {
            throw new IOException("it is " + written);
        }
        return written;
    }

    @Test
    void takesAChangeThatStays() {
        assertThat(look("a")).isEqualTo(AsBefore);
        assertThat(look("b")).isEqualTo(AsBefore);
        assertThat(watcher.value()).isEqualTo("a");
        assertThat(look("b")).isEqualTo(Changed);
        assertThat(watcher.value()).isEqualTo("b");
        assertThat(look("b")).isEqualTo(AsBefore);
    }

    @Test
    void neverTakesWhatIsThereForAMoment() {
        assertThat(look("emptied")).isEqualTo(AsBefore);
        assertThat(look("b")).isEqualTo(AsBefore);
        assertThat(look("a")).isEqualTo(AsBefore);
        assertThat(look("b")).isEqualTo(AsBefore);
        assertThat(watcher.value()).isEqualTo("a");
        assertThat(look("b")).isEqualTo(Changed);
    }

    @Test
    void refusesOnceEachChangeThatStaysWrong() {
        assertThat(look("wrong")).isEqualTo(AsBefore);
        assertThat(watcher.error()).isEmpty();
        assertThat(watcher.badSince()).isEmpty();
        assertThat(look("wrong")).isEqualTo(Refused);
        assertThat(look("wrong")).isEqualTo(AsBefore);
        assertThat(watcher.error()).contains("it is wrong");
        Optional<Instant> since = watcher.badSince();
        assertThat(since).isPresent();
        assertThat(look("wrong again")).isEqualTo(AsBefore);
        assertThat(watcher.error()).contains("it is wrong");
        assertThat(look("wrong again")).isEqualTo(Refused);
        assertThat(look("wrong again")).isEqualTo(AsBefore);
        assertThat(watcher.error()).contains("it is wrong again");
        assertThat(watcher.badSince()).isEqualTo(since);
        assertThat(look("b")).isEqualTo(AsBefore);
        assertThat(watcher.badSince()).isPresent();
        assertThat(look("b")).isEqualTo(Changed);
        assertThat(watcher.badSince()).isEmpty();
        assertThat(watcher.error()).isEmpty();
        assertThat(watcher.value()).isEqualTo("b");
    }

    @Test
    void whatIsRefusedIsNotReadAgain() {
        look("wrong");
        assertThat(look("wrong")).isEqualTo(Refused);
        int before = readings;
        look("wrong");
        assertThat(readings).isEqualTo(before);
    }

    @Test
    void isGoodAgainWhenTheChangeIsUndone() {
        look("wrong");
        assertThat(look("wrong")).isEqualTo(Refused);
        assertThat(look("a")).isEqualTo(AsBefore);
        assertThat(watcher.badSince()).isEmpty();
        assertThat(watcher.error()).isEmpty();
        assertThat(watcher.value()).isEqualTo("a");
    }

    @Test
    void takesAtOnceWhatProvesToBeWhole() {
        proven();
        assertThat(look("a")).isEqualTo(Changed); // it wasn't read here before
        assertThat(look("a")).isEqualTo(AsBefore);
        assertThat(look("wrong")).isEqualTo(AsBefore);
        assertThat(look("b")).isEqualTo(Changed);
        assertThat(watcher.value()).isEqualTo("b");
        assertThat(watcher.error()).isEmpty();
    }

    @Test
    void refusesOnceWhatDoesNotProveToBeWholeAndReadsItAgain() {
        proven();
        assertThat(look("late")).isEqualTo(AsBefore);
        assertThat(look("late")).isEqualTo(Refused);
        assertThat(look("late")).isEqualTo(AsBefore);
        assertThat(watcher.value()).isEqualTo("before");
        itIsTime = true;
        assertThat(look("late")).isEqualTo(Changed);
        assertThat(watcher.value()).isEqualTo("late");
        assertThat(watcher.error()).isEmpty();
    }

    @Test
    void aFileThatTakesAnothersPlaceHasAnotherFingerprint(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        Path other = Files.writeString(folder.resolve("other"), "else");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        String before = FileWatcher.fingerprint(file);
        assertThat(FileWatcher.fingerprint(file)).isEqualTo(before);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        assertThat(FileWatcher.fingerprint(file)).isNotEqualTo(before);
        assertThatThrownBy(() -> FileWatcher.fingerprint(other)).hasMessage("can't read " + other + ": it isn't there");
    }

    private void proven() {
        watcher = FileWatcher.provenWhole("before", () -> written, this::read);
    }

    private Look look(String text) {
        written = text;
        return watcher.look();
    }
}
