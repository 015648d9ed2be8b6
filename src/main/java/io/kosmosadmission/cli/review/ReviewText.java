package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes outcomes for people: a line for each object, followed by the reasons and by what is added. */
public final class ReviewText {

    private static final Map<String, String> SIGNS = Map.of(
            ReviewAnswer.ALLOWED, "=",
            ReviewAnswer.PATCHED, "+",
            ReviewAnswer.DENIED, "x",
            ReviewAnswer.WOULD_PATCH, "~",
            ReviewAnswer.WOULD_DENY, "!");

    private final PrintWriter out;

    public ReviewText(PrintWriter out) {
        this.out = out;
    }

    public void print(List<ReviewedManifest> reviewed) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (ReviewedManifest each : reviewed) {
            counts.merge(each.answer().decision(), 1, Integer::sum);
            print(each);
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((decision, count) -> parts.add(count + " " + decision));
        out.println(reviewed.size()
                + (reviewed.size() == 1 ? " object" : " objects")
                + (parts.isEmpty() ? "" : ": " + String.join(", ", parts)));
    }

    private void print(ReviewedManifest reviewed) throws IOException {
        ReviewAnswer answer = reviewed.answer();
        String place = reviewed.namespace().isEmpty() ? "" : reviewed.namespace() + "/";
        out.println(SIGNS.get(answer.decision()) + " " + reviewed.kind() + " " + place + reviewed.name() + ": "
                + answer.decision() + " (" + answer.reason()
                + answer.rule().map(rule -> ", rule \"" + rule + "\"").orElse("") + ")");
        answer.message().ifPresent(message -> out.println("    " + message));
        answer.warnings().forEach(warning -> out.println("    warning: " + warning));
        reviewed.steps().forEach(step -> out.println("    - " + step));
        if (!answer.isDenied()) {
            for (JsonNode operation : answer.patch()) {
                printAdded(operation);
            }
        }
    }

    private void printAdded(JsonNode operation) throws IOException {
        String field = field(operation.path("path").asText());
        JsonNode value = operation.path("value");
        if (value.isValueNode()) {
            out.println("    + " + field + ": " + value.asText());
            return;
        }
        out.println("    + " + field + ":");
        Trees.yaml(value).lines().forEach(line -> out.println("    +   " + line));
    }

    /** Returns a JSON pointer as people write it; the end of a list is {@code spec.tolerations[]}. */
    private static String field(String pointer) {
        StringBuilder field = new StringBuilder();
        for (String step : pointer.substring(1).split("/")) {
            if (step.equals("-")) {
                field.append("[]");
            } else if (step.matches("\\d+")) {
                field.append('[').append(step).append(']');
            } else {
                field.append(field.length() == 0 ? "" : ".")
                        .append(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return field.toString();
    }
}
