package io.kosmosadmission.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A term of a node selector, whose requirements all hold. The terms of a selector are ORed; an empty term matches no
 * node.
 */
public record NodeSelectorTerm(List<Requirement> matchExpressions, List<Requirement> matchFields) {

    /** The only field that matchFields may name. */
    public static final String NAME_FIELD = "metadata.name";

    public NodeSelectorTerm {
        matchExpressions = List.copyOf(matchExpressions);
        matchFields = List.copyOf(matchFields);
    }

    public static NodeSelectorTerm of(Requirement... expressions) {
        return new NodeSelectorTerm(List.of(expressions), List.of());
    }

    public boolean isEmpty() {
        return matchExpressions.isEmpty() && matchFields.isEmpty();
    }

    public boolean matches(Node node) {
        if (isEmpty()) {
            return false;
        }
        for (Requirement expression : matchExpressions) {
            if (!expression.matches(node.labels())) {
                return false;
            }
        }
        for (Requirement field : matchFields) {
            if (!field.matchesValue(NAME_FIELD.equals(field.key()) ? node.name() : null)) {
                return false;
            }
        }
        return true;
    }

    NodeSelectorTerm without(Predicate<Requirement> unwanted) {
        return new NodeSelectorTerm(
                matchExpressions.stream().filter(unwanted.negate()).toList(), matchFields);
    }

    public NodeSelectorTerm and(List<Requirement> added) {
        if (added.isEmpty()) {
            return this;
        }
        List<Requirement> all = new ArrayList<>(matchExpressions);
        all.addAll(added);
        return new NodeSelectorTerm(all, matchFields);
    }
}
