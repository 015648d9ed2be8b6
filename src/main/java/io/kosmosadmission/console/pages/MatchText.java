package io.kosmosadmission.console.pages;

import io.kosmosadmission.config.Glob;
import io.kosmosadmission.config.MatchTerm;
import io.kosmosadmission.config.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in a line whom a part of the rules matches, and which words a placement has. */
final class MatchText {

    private MatchText() {}

    static String of(List<MatchTerm> match) {
        return match.stream().map(MatchText::of).collect(Collectors.joining("; or "));
    }

    private static String of(MatchTerm term) {
        List<String> parts = new ArrayList<>();
        if (!term.namespaces().isEmpty()) {
            parts.add("namespaces "
                    + term.namespaces().stream().map(Glob::pattern).collect(Collectors.joining(", ")));
        }
        term.namespaceSelector().ifPresent(selector -> parts.add("namespaces labelled " + selector));
        term.podSelector().ifPresent(selector -> parts.add("pods labelled " + selector));
        if (!term.workloads().isEmpty()) {
            parts.add("pods of " + sorted(term.workloads()));
        }
        if (!term.requests().isEmpty()) {
            parts.add("pods that request " + sorted(term.requests()));
        }
        return parts.isEmpty() ? "every pod" : String.join(" and ", parts);
    }

    private static String sorted(Iterable<String> names) {
        List<String> all = new ArrayList<>();
        names.forEach(all::add);
        return all.stream().sorted().collect(Collectors.joining(", "));
    }

    static String of(Placement placement) {
        List<String> words = new ArrayList<>();
        placement.spread().ifPresent(spread -> words.add("spread"));
        placement.onePerProvider().ifPresent(word -> words.add("onePerProvider"));
        placement.colocate().ifPresent(word -> words.add("colocate"));
        if (!placement.prefer().isEmpty()) {
            words.add("prefer " + String.join(", ", placement.prefer()));
        }
        if (!placement.tolerate().isEmpty()) {
            words.add("tolerate " + String.join(", ", placement.tolerate()));
        }
        placement.buffer().ifPresent(buffer -> words.add("buffer"));
        return words.isEmpty() ? "nothing" : String.join("; ", words);
    }
}
