package io.kosmosadmission.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kosmosadmission.inventory.LostProviders;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostProvidersTextTest {

    @Test
    void isReadAsItWasWritten() throws UnreadableException {
        LostProviders lost = new LostProviders(Map.of(
                "no", Instant.parse("2026-01-02T03:04:05Z"),
                "aws.eu_1", Instant.parse("1999-12-31T23:59:59Z")));
        assertThat(LostProvidersText.read(LostProvidersText.write(lost))).isEqualTo(lost);
        assertThat(LostProvidersText.write(lost)).contains("- {provider: \"no\", since: \"2026-01-02T03:04:05Z\"}\n");
    }

    @Test
    void mayNameNobody() throws UnreadableException {
        assertThat(LostProvidersText.read("lost: []")).isEqualTo(LostProviders.NONE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no YAML            | 'lost: [' | lost.yaml:1:
        no mapping         | 'hello' | must be a mapping
        no field           | '{}' | lost: Required value
        another field      | '{lost: [], found: []}' | unknown field
        no list            | 'lost: aws' | must be a list
        a name alone       | 'lost: [aws]' | must be a mapping
        no time            | 'lost: [{provider: aws}]' | since: Required value
        no provider        | 'lost: [{since: "2026-01-02T03:04:05Z"}]' | provider: Required value
        another time       | 'lost: [{provider: aws, since: yesterday}]' | must be a time, such as 2026-01-02T03:04:05Z
        the same one twice | 'lost: [{provider: a, since: "2026-01-02T03:04:05Z"}, {provider: a, since: "2026-01-02T03:04:05Z"}]' | Duplicate value
        """)
    void isRefused(String sentence, String text, String why) {
        assertThatThrownBy(() -> LostProvidersText.read(text))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining(why);
    }
}
