package io.kosmosadmission.console;

import io.kosmosadmission.console.pages.FindingsPage;
import io.kosmosadmission.console.pages.MapPage;
import io.kosmosadmission.console.pages.ObjectPage;
import io.kosmosadmission.console.pages.RulesPage;
import io.kosmosadmission.console.pages.TryPage;
import io.kosmosadmission.console.pages.WhatIfPage;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The pages by the first part of their path. */
final class Pages {

    /** A page, and the parts of the path behind its own. */
    record Found(Page page, List<String> steps) {}

    /** A page in the navigation. */
    public record Link(String path, String title) {}

    private final Map<String, Page> byPath = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();

    Pages(Answers answers, BackgroundAudit audit, BackgroundSimulation simulation, Executor lookups) {
        add("", "Map", new MapPage(answers, audit));
        add("findings", "Findings", new FindingsPage(audit));
        add("object", "Object", new ObjectPage(answers, audit, lookups));
        add("try", "Try", new TryPage(answers, audit, lookups));
        add("what-if", "What if", new WhatIfPage(answers, simulation));
        add("rules", "Rules", new RulesPage(answers));
    }

    private void add(String path, String title, Page page) {
        byPath.put(path, page);
        links.add(new Link("/" + path, title));
    }

    List<Link> links() {
        return List.copyOf(links);
    }

    Optional<Found> find(String path) {
        List<String> steps;
        try {
            steps = Arrays.stream(path.substring(1).split("/", -1))
                    .map(QueryStringDecoder::decodeComponent)
                    .toList();
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
        List<String> behind = steps.subList(1, steps.size());
        return Optional.ofNullable(byPath.get(steps.get(0)))
                .filter(page -> behind.isEmpty() || page.hasSteps())
                .map(page -> new Found(page, behind));
    }

    /** Returns the path that the navigation marks. */
    String marked(String path) {
        return path.split("/", -1).length < 2 ? path : "/" + path.split("/", -1)[1];
    }
}
