package io.kosmosadmission.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kosmosadmission.cli.review.Trees;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchLawsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        an element behind the others          | [1, 2]         | [1, 2, 3]            | -
        one between them                      | [1, 2]         | [1, 3, 2]            | -
        one before them                       | [1, 2]         | [3, 1, 2]            | -
        more inside of one                    | [{a: []}, 2]   | [3, {a: [1]}, 2]     | -
        another order                         | [1, 2]         | [2, 1]               | lost or changed: /spec/x/1 was 2, and is 1
        one is lost                           | [1, 2]         | [1]                  | lost or changed: /spec/x/1 was 2, and is gone
        one of two that are alike             | [1, 1]         | [1, 2]               | lost or changed: /spec/x/1 was 1, and is 2
        one in the place of another           | [1, 2]         | [1, 3]               | lost or changed: /spec/x/1 was 2, and is 3
        """)
    void aListOnlyGrows(String sentence, String original, String result, String broken) throws IOException {
        assertThat(broken(pod("x: " + original), MissingNode.getInstance(), pod("x: " + result)))
                .isEqualTo(broken);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one that selects the pod                     | [web]       |             | [web]         | -
        one that selects others                      | []          |             | [db]          | /spec/topologySpreadConstraints/0: {"matchLabels":{"app":"db"}} does not select the pod itself, whose labels are {app=web}
        one that its user wrote                      | [db]        |             | [db, web]     | -
        one that the pod had before its labels changed | []        | [db]        | [db]          | -
        one more beside it                           | []          | [db]        | [db, cache]   | /spec/topologySpreadConstraints/1: {"matchLabels":{"app":"cache"}} does not select the pod itself, whose labels are {app=web}
        """)
    void whatIsAddedSelectsThePod(String sentence, String original, String old, String result, String broken)
            throws IOException {
        assertThat(broken(
                        constraints(original),
                        old == null ? MissingNode.getInstance() : constraints(old),
                        constraints(result)))
                .isEqualTo(broken);
    }

    private static JsonNode constraints(String apps) throws IOException {
        return pod("topologySpreadConstraints: "
                + apps.replaceAll("([a-z]+)", "{topologyKey: provider, labelSelector: {matchLabels: {app: $1}}}"));
    }

    private static JsonNode pod(String field) throws IOException {
        String pod = "{metadata: {labels: {app: web}}, spec: {" + field + "}}";
        return Trees.JSON.readTree(pod.replaceAll("([A-Za-z]+)", "\"$1\""));
    }

    private static String broken(JsonNode original, JsonNode old, JsonNode result) {
        String broken = String.join("; ", PatchLaws.broken(Trees.JSON.createArrayNode(), original, old, result));
        return broken.isEmpty() ? "-" : broken;
    }
}
