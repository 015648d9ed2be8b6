package io.kosmosadmission.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"90s, PT90S", "10m, PT10M", "1h30m, PT1H30M", "0s, PT0S"})
    void readsWhatKubernetesWrites(String text, Duration duration) {
        assertThat(DurationText.parse(text)).contains(duration);
        assertThat(DurationText.parseWithDays(text)).contains(duration);
    }

    @ParameterizedTest
    @CsvSource({"90d, P90D", "1d12h, PT36H"})
    void readsDaysWhereTheyMayBe(String text, Duration duration) {
        assertThat(DurationText.parseWithDays(text)).contains(duration);
        assertThat(DurationText.parse(text)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "d", "1d-1h", "1h1d", "-1d", "1.5d", "1dh", "12345678d", "forever"})
    void readsNothingElse(String text) {
        assertThat(DurationText.parseWithDays(text)).isEmpty();
    }
}
