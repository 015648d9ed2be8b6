package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Operator;
import io.kosmosadmission.kube.Requirement;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads label selectors, node selector terms and topology selector terms. */
public final class SelectorReader {

    private SelectorReader() {}

    public static Optional<LabelSelector> labelSelector(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return Optional.empty();
        }
        Map<String, String> matchLabels = Map.of();
        List<Requirement> matchExpressions = List.of();
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "matchLabels" -> matchLabels = Shape.strings(parser);
                case "matchExpressions" -> matchExpressions = requirements(parser);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new LabelSelector(matchLabels, matchExpressions));
    }

    /** A term, and whether it has a list of expressions, even an empty one. */
    record Term(NodeSelectorTerm term, boolean hasExpressions) {}

    static Term term(JsonParser parser) throws IOException {
        return term(parser, "matchExpressions");
    }

    private static Term term(JsonParser parser, String listOfExpressions) throws IOException {
        List<Requirement> expressions = List.of();
        List<Requirement> fields = List.of();
        boolean hasExpressions = false;
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals(listOfExpressions)) {
                    hasExpressions = parser.currentToken() != JsonToken.VALUE_NULL;
                    expressions = requirements(parser);
                } else if (field.equals("matchFields")) {
                    fields = requirements(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new Term(new NodeSelectorTerm(expressions, fields), hasExpressions);
    }

    /** Reads the terms of a node selector. */
    static List<NodeSelectorTerm> terms(JsonParser parser) throws IOException {
        return Shape.list(parser, it -> term(it).term());
    }

    /** Reads those of allowedTopologies, whose list has another name. */
    static List<NodeSelectorTerm> topologyTerms(JsonParser parser) throws IOException {
        return Shape.list(parser, it -> term(it, "matchLabelExpressions").term());
    }

    static List<Requirement> requirements(JsonParser parser) throws IOException {
        return Shape.list(parser, SelectorReader::requirement);
    }

    private static Requirement requirement(JsonParser parser) throws IOException {
        String key = "";
        Operator operator = Operator.In; // the meaning in allowedTopologies of a storage class, which have no operator
        List<String> values = List.of();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "key" -> key = Shape.string(parser);
                    case "operator" ->
                        operator =
                                Shape.oneOf(parser, Operator.class, () -> "In, NotIn, Exists, DoesNotExist, Gt or Lt");
                    case "values" -> values = Shape.stringList(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new Requirement(key, operator, values);
    }
}
