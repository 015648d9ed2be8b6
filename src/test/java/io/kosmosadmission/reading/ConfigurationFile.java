package io.kosmosadmission.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.config.Configuration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Files of tests: two lines that each must have, and a body that begins on line 3. */
final class ConfigurationFile {

    static final String HEAD = "apiVersion: kosmos-admission.io/v1alpha1\nkind: KosmosConfiguration\n";

    private ConfigurationFile() {}

    static Configuration valid(String body) {
        ConfigurationReader.Result result = new ConfigurationReader().read("rules.yaml", HEAD + body);
        assertThat(result.errors()).isEmpty();
        return result.configuration();
    }

    /** What is wrong with a whole file, as it is printed. */
    static List<String> errors(String text) {
        ConfigurationReader.Result result = new ConfigurationReader().read("rules.yaml", text);
        assertThat(result.isValid()).isEqualTo(result.errors().isEmpty());
        if (!result.isValid()) {
            assertThat(result.configuration()).isEqualTo(Configuration.DEFAULT);
        }
        return result.errors().stream().map(ConfigurationError::toString).collect(Collectors.toList());
    }

    /** expected: a line per error, less the file's name. */
    static void assertErrors(String text, String expected) {
        List<String> lines = Arrays.stream(expected.split("\n"))
                .map(line -> "rules.yaml:" + line)
                .collect(Collectors.toList());
        assertThat(errors(text)).containsExactlyElementsOf(lines);
    }
}
