package io.kosmosadmission.console;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What was asked of a page.
 *
 * @param steps the parts of the path behind the page's own
 * @param fields of the query or the form, by name
 * @param posted whether a form was sent
 * @param ownSite whether no other site's page had the browser ask
 */
public record Question(List<String> steps, Map<String, List<String>> fields, boolean posted, boolean ownSite) {

    private static final int MOST_FIELDS = 64;

    public Question {
        steps = List.copyOf(steps);
        fields = Map.copyOf(fields);
    }

    /** Returns the fields of a query or a form. Throws IllegalArgumentException where they are not well-formed. */
    static Map<String, List<String>> fields(String encoded) {
        return new QueryStringDecoder(encoded, StandardCharsets.UTF_8, false, MOST_FIELDS).parameters();
    }

    /** Returns the first value of the field without blanks around it; empty where there is none. */
    public String field(String name) {
        return values(name).isEmpty() ? "" : values(name).get(0).strip();
    }

    public List<String> values(String name) {
        return fields.getOrDefault(name, List.of());
    }
}
