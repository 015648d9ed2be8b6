package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PreferredTerm;
import io.kosmosadmission.kube.Presence;
import io.kosmosadmission.kube.Presence.AffinityPresence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.affinity}, and records which of its fields are present, which a patch must know. */
final class AffinityReader {

    static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

    private boolean present;
    private boolean hasNodeAffinity;
    private Optional<List<NodeSelectorTerm>> terms = Optional.empty();
    private final List<Integer> termExpressions = new ArrayList<>();
    private List<PreferredTerm> preferred = List.of();
    private int preferredCount = Presence.ABSENT;
    private PodAffinityReader pods = PodAffinityReader.NONE;
    private PodAffinityReader antiPods = PodAffinityReader.NONE;

    void read(JsonParser parser) throws IOException {
        present = Shape.isObject(parser);
        if (!present) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "nodeAffinity" -> nodeAffinity(parser);
                case "podAffinity" -> pods = PodAffinityReader.read(parser);
                case "podAntiAffinity" -> antiPods = PodAffinityReader.read(parser);
                default -> parser.skipChildren();
            }
        }
    }

    /** Returns the ORed terms; empty without required node affinity. */
    Optional<List<NodeSelectorTerm>> requiredNodeTerms() {
        return terms;
    }

    Affinity affinity() {
        return preferred.isEmpty()
                        && pods.affinity().isEmpty()
                        && antiPods.affinity().isEmpty()
                ? Affinity.NONE
                : new Affinity(preferred, pods.affinity(), antiPods.affinity());
    }

    AffinityPresence presence() {
        return present
                ? new AffinityPresence(
                        true,
                        hasNodeAffinity,
                        terms.isPresent(),
                        termExpressions,
                        preferredCount,
                        pods.presence(),
                        antiPods.presence())
                : AffinityPresence.NONE;
    }

    private void nodeAffinity(JsonParser parser) throws IOException {
        hasNodeAffinity = Shape.isObject(parser);
        if (!hasNodeAffinity) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (field.equals(REQUIRED) && Shape.isObject(parser)) {
                terms = Optional.of(List.of());
                requiredTerms(parser);
            } else if (field.equals(PREFERRED)) {
                preferred = Shape.list(parser, AffinityReader::preferredTerm);
                preferredCount = Shape.length(parser, preferred);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void requiredTerms(JsonParser parser) throws IOException {
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (field.equals("nodeSelectorTerms")) {
                termExpressions.clear();
                terms = Optional.of(Shape.list(parser, this::term));
            } else {
                parser.skipChildren();
            }
        }
    }

    private NodeSelectorTerm term(JsonParser parser) throws IOException {
        SelectorReader.Term term = SelectorReader.term(parser);
        termExpressions.add(
                term.hasExpressions() ? term.term().matchExpressions().size() : Presence.ABSENT);
        return term.term();
    }

    private static PreferredTerm preferredTerm(JsonParser parser) throws IOException {
        int weight = 0;
        NodeSelectorTerm preference = new NodeSelectorTerm(List.of(), List.of());
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "weight" -> weight = Shape.integer(parser, 0);
                    case "preference" ->
                        preference = SelectorReader.term(parser).term();
                    default -> parser.skipChildren();
                }
            }
        }
        return new PreferredTerm(weight, preference);
    }
}
