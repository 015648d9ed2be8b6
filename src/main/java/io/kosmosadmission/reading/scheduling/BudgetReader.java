package io.kosmosadmission.reading.scheduling;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.reading.objects.MetadataReader;
import io.kosmosadmission.reading.objects.SelectorReader;
import io.kosmosadmission.reading.objects.Shape;
import io.kosmosadmission.scheduler.DisruptionBudget;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a PodDisruptionBudget. */
final class BudgetReader {

    private static final Pattern PERCENTAGE = Pattern.compile("[0-9]{1,3}%");

    private ObjectMeta metadata = ObjectMeta.named("", "");
    private Optional<LabelSelector> selector = Optional.empty();
    private Optional<String> minAvailable = Optional.empty();
    private Optional<String> maxUnavailable = Optional.empty();

    private BudgetReader() {}

    static DisruptionBudget read(JsonParser parser) throws IOException {
        BudgetReader reader = new BudgetReader();
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "metadata" -> reader.metadata = MetadataReader.read(parser);
                case "spec" -> reader.spec(parser);
                default -> parser.skipChildren();
            }
        }
        return new DisruptionBudget(
                reader.metadata.namespace(),
                reader.metadata.name(),
                reader.selector,
                reader.minAvailable,
                reader.maxUnavailable);
    }

    private void spec(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "selector" -> selector = SelectorReader.labelSelector(parser);
                case "minAvailable" -> minAvailable = numberOrPercentage(parser);
                case "maxUnavailable" -> maxUnavailable = numberOrPercentage(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private static Optional<String> numberOrPercentage(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return parser.currentToken() == JsonToken.VALUE_NULL
                    ? Optional.empty()
                    : Optional.of(String.valueOf(Shape.integer(parser, 0)));
        }
        String text = Shape.string(parser);
        if (!PERCENTAGE.matcher(text).matches()) {
            throw Shape.wrong(parser, "an integer of 32 bits or a percentage like \"50%\"");
        }
        return Optional.of(text);
    }
}
