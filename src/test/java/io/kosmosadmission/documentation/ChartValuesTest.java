package io.kosmosadmission.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kosmosadmission.manifests.ChartValues;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of the chart's values: defaults of values.yaml, sentences of values.schema.json. */
class ChartValuesTest {

    /** What is longer is to be looked up. */
    private static final int SHORT = 60;

    private final Page install = Page.of(Page.FOLDER.resolve("install.md"));

    @Test
    void theTableSaysWhatTheValuesAndTheirSchemaSay() {
        List<String> rows = ChartValues.leaves().entrySet().stream()
                .map(value -> "| `%s` | %s | %s |"
                        .formatted(value.getKey(), shown(value.getValue()), ChartValues.description(value.getKey())))
                .toList();

        assertThat(install.section("With Helm").lines().filter(line -> line.startsWith("| `")))
                .containsExactlyElementsOf(rows);
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > SHORT ? "[values.yaml](../../k8s/chart/values.yaml)" : "`" + text + "`";
    }
}
