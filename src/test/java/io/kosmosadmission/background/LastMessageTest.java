package io.kosmosadmission.background;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastMessageTest {

    private final LastMessage last = new LastMessage();

    @Test
    void aMessageIsNewUntilItIsSaid() {
        assertThat(last.text()).isEmpty();
        assertThat(last.becomes("away")).isTrue();
        assertThat(last.becomes("away")).isFalse();
        assertThat(last.text()).isEqualTo("away");
    }

    @Test
    void anotherIsNewAndTheFirstOneThenToo() {
        last.becomes("away");
        assertThat(last.becomes("forbidden")).isTrue();
        assertThat(last.becomes("away")).isTrue();
    }

    @Test
    void theSameIsNewAfterAllWasWell() {
        last.becomes("away");
        last.forget();
        assertThat(last.text()).isEmpty();
        assertThat(last.becomes("away")).isTrue();
    }
}
