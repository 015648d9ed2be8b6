package io.kosmosadmission.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.WarningLog;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FileWatcherTest {

    /** The file: its text is its fingerprint, too. */
    private String written = "a";

    private FileWatcher<String> followed;
    private final WarningLog log = new WarningLog();

    @BeforeEach
    void begin() throws IOException {
        followed = FileWatcher.begin("file", () -> written, this::read);
    }

    @AfterEach
    void end() {
        log.close();
    }

    private String read() throws IOException {
        if (written.startsWith("wrong")) {
            throw new IOException("it is " + written);
        }
        return written;
    }

    @Test
    void takesAChangeThatStays() {
        assertThat(look("a")).isFalse();
        assertThat(look("b")).isFalse();
        assertThat(followed.value()).isEqualTo("a");
        assertThat(look("b")).isTrue();
        assertThat(followed.value()).isEqualTo("b");
        assertThat(look("b")).isFalse();
    }

    @Test
    void neverTakesWhatIsThereForAMoment() {
        assertThat(look("emptied")).isFalse();
        assertThat(look("b")).isFalse();
        assertThat(look("a")).isFalse();
        assertThat(look("b")).isFalse();
        assertThat(followed.value()).isEqualTo("a");
        assertThat(look("b")).isTrue();
    }

    @Test
    void complainsOnceAboutEachChangeThatStaysWrong() {
        look("wrong");
        assertThat(log.lines()).isEmpty();
        assertThat(followed.badSince()).isEmpty();
        look("wrong");
        look("wrong");
        assertThat(followed.badSince()).isPresent();
        look("wrong again");
        assertThat(log.lines()).singleElement().asString().contains("it is wrong");
        look("wrong again");
        look("wrong again");
        assertThat(log.lines()).hasSize(2).last().asString().contains("it is wrong again");
        look("b");
        assertThat(followed.badSince()).isPresent();
        look("b");
        assertThat(followed.badSince()).isEmpty();
        assertThat(followed.value()).isEqualTo("b");
        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void isGoodAgainWhenTheChangeIsUndone() {
        look("wrong");
        look("wrong");
        assertThat(followed.badSince()).isPresent();
        assertThat(look("a")).isFalse();
        assertThat(followed.badSince()).isEmpty();
        assertThat(followed.value()).isEqualTo("a");
    }

    private boolean look(String text) {
        written = text;
        return followed.look();
    }
}
