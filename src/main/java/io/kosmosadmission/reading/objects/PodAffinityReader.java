package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.Presence;
import io.kosmosadmission.kube.Presence.PodAffinityPresence;
import io.kosmosadmission.kube.WeightedPodAffinityTerm;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads a podAffinity or podAntiAffinity, and records which of its fields are present, which a patch must know. */
record PodAffinityReader(PodAffinity affinity, PodAffinityPresence presence) {

    static final PodAffinityReader NONE = new PodAffinityReader(PodAffinity.NONE, PodAffinityPresence.NONE);

    static PodAffinityReader read(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return NONE;
        }
        List<PodAffinityTerm> required = List.of();
        List<WeightedPodAffinityTerm> preferred = List.of();
        int requiredCount = Presence.ABSENT;
        int preferredCount = Presence.ABSENT;
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case AffinityReader.REQUIRED -> {
                    required = Shape.list(parser, PodAffinityReader::term);
                    requiredCount = Shape.length(parser, required);
                }
                case AffinityReader.PREFERRED -> {
                    preferred = Shape.list(parser, PodAffinityReader::weightedTerm);
                    preferredCount = Shape.length(parser, preferred);
                }
                default -> parser.skipChildren();
            }
        }
        return new PodAffinityReader(
                new PodAffinity(required, preferred), new PodAffinityPresence(true, requiredCount, preferredCount));
    }

    private static WeightedPodAffinityTerm weightedTerm(JsonParser parser) throws IOException {
        int weight = 0;
        PodAffinityTerm term = new PodAffinityTerm("", Optional.empty(), List.of());
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "weight" -> weight = Shape.integer(parser, 0);
                    case "podAffinityTerm" -> term = term(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new WeightedPodAffinityTerm(weight, term);
    }

    private static PodAffinityTerm term(JsonParser parser) throws IOException {
        String topologyKey = "";
        Optional<LabelSelector> labelSelector = Optional.empty();
        List<String> matchLabelKeys = List.of();
        List<String> mismatchLabelKeys = List.of();
        List<String> namespaces = List.of();
        Optional<LabelSelector> namespaceSelector = Optional.empty();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "topologyKey" -> topologyKey = Shape.string(parser);
                    case "labelSelector" -> labelSelector = SelectorReader.labelSelector(parser);
                    case "matchLabelKeys" -> matchLabelKeys = Shape.stringList(parser);
                    case "mismatchLabelKeys" -> mismatchLabelKeys = Shape.stringList(parser);
                    case "namespaces" -> namespaces = Shape.stringList(parser);
                    case "namespaceSelector" -> namespaceSelector = SelectorReader.labelSelector(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new PodAffinityTerm(
                topologyKey, labelSelector, matchLabelKeys, mismatchLabelKeys, namespaces, namespaceSelector);
    }
}
