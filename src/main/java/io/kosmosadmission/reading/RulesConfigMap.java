package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.admission.ProposedRules;
import io.kosmosadmission.reading.objects.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The ConfigMap that holds the platform team's file: its namespace, name and key, and how it is read. */
public final class RulesConfigMap {

    public static final String NAMESPACE = "kosmos-admission";
    public static final String NAME = "kosmos-admission-rules";
    public static final String KEY = "rules.yaml";

    private RulesConfigMap() {}

    public static boolean is(String namespace, String name) {
        return namespace.equals(NAMESPACE) && name.equals(NAME);
    }

    /** Reads the ConfigMap that the parser stands on. Returns what is wrong with the rules in it. */
    public static ProposedRules proposed(JsonParser parser) throws IOException {
        String text = data(parser).get(KEY);
        if (text == null) {
            return new ProposedRules(List.of("data." + KEY + ": Required value: the configuration is in this key"));
        }
        return new ProposedRules(new ConfigurationReader()
                .read(KEY, text).errors().stream()
                        .map(ConfigurationError::toString)
                        .toList());
    }

    private static Map<String, String> data(JsonParser parser) throws IOException {
        Map<String, String> data = Map.of();
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (field.equals("data")) {
                data = Shape.strings(parser);
            } else {
                parser.skipChildren();
            }
        }
        return data;
    }
}
