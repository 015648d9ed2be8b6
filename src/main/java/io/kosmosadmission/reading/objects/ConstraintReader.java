package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a topology spread constraint. */
final class ConstraintReader {

    private ConstraintReader() {}

    static TopologySpreadConstraint read(JsonParser parser) throws IOException {
        int maxSkew = 0;
        String topologyKey = "";
        String whenUnsatisfiable = "";
        OptionalInt minDomains = OptionalInt.empty();
        Optional<String> nodeAffinityPolicy = Optional.empty();
        Optional<String> nodeTaintsPolicy = Optional.empty();
        Optional<LabelSelector> labelSelector = Optional.empty();
        List<String> matchLabelKeys = List.of();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "maxSkew" -> maxSkew = Shape.integer(parser, 0);
                    case "topologyKey" -> topologyKey = Shape.string(parser);
                    case "whenUnsatisfiable" -> whenUnsatisfiable = Shape.string(parser);
                    case "minDomains" -> {
                        int value = Shape.integer(parser, 0);
                        minDomains = value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
                    }
                    case "nodeAffinityPolicy" -> nodeAffinityPolicy = policy(parser);
                    case "nodeTaintsPolicy" -> nodeTaintsPolicy = policy(parser);
                    case "labelSelector" -> labelSelector = SelectorReader.labelSelector(parser);
                    case "matchLabelKeys" -> matchLabelKeys = Shape.stringList(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new TopologySpreadConstraint(
                maxSkew,
                topologyKey,
                whenUnsatisfiable,
                minDomains,
                nodeAffinityPolicy,
                nodeTaintsPolicy,
                labelSelector,
                matchLabelKeys);
    }

    private static Optional<String> policy(JsonParser parser) throws IOException {
        return Optional.of(Shape.string(parser)).filter(policy -> !policy.isEmpty());
    }
}
