package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.NodeLabelIndex;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Requirement;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A topology that proves nothing of a home, since it asks for keys of one's own or for a value that no node has, or since
 * the driver may ignore it.
 *
 * @param subject what asks for it, for people: {@code storage class "fast", whose allowedTopologies ask}
 * @param today the providers that have such nodes today
 * @param nobodys whether a node of no known provider is one of them
 * @param wanted the requirements for people
 * @param ignorable whether the driver may ignore it, so that the volume is reached from other nodes, too
 */
record Unproved(String subject, Set<String> today, boolean nobodys, String wanted, boolean ignorable) {

    Unproved {
        today = Collections.unmodifiableSet(new TreeSet<>(today));
    }

    static Unproved of(List<NodeSelectorTerm> terms, String subject, Set<String> owners, boolean ignorable) {
        Set<String> today = new TreeSet<>(owners);
        boolean nobodys = today.remove(NodeLabelIndex.NOBODY);
        return new Unproved(
                subject,
                today,
                nobodys,
                terms.stream().map(Unproved::text).collect(Collectors.joining(" or ")),
                ignorable);
    }

    private static String text(NodeSelectorTerm term) {
        return Stream.concat(term.matchExpressions().stream(), term.matchFields().stream())
                .map(Requirement::toString)
                .collect(Collectors.joining(", "));
    }

    /** Returns for people what asks for which nodes, and who has them. */
    @Override
    public String toString() {
        return subject + " for nodes that " + owners() + " today (" + wanted + ")";
    }

    private String owners() {
        return today.isEmpty()
                ? "nobody has"
                : "only " + String.join(" and ", today) + (today.size() == 1 ? " has" : " have");
    }
}
