package io.kosmosadmission.scheduler.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The placed pods by namespace and labels, and what is counted of them: each count knows its pods, each pod its counts. */
final class PodsByLabels {

    private record SelectionKey(List<PodMatch> matches, boolean withDeleting) {}

    private final Map<String, Map<String, String>> namespaces;
    private final Map<String, Map<Map<String, String>, LabelledPods>> pods = new HashMap<>();
    private final Map<SelectionKey, Selection> selections = new HashMap<>();
    private final Map<PlacedTerm.Key, PlacedTerm> terms = new HashMap<>();
    private final ByNamespace<Selection> selectionsIn = new ByNamespace<>();
    private final ByNamespace<PlacedTerm> termsIn = new ByNamespace<>();

    PodsByLabels(Map<String, Map<String, String>> namespaces) {
        this.namespaces = namespaces;
    }

    LabelledPods pods(String namespace, Map<String, String> labels) {
        Map<Map<String, String>, LabelledPods> there = pods.computeIfAbsent(namespace, it -> new HashMap<>());
        LabelledPods known = there.get(labels);
        if (known != null) {
            return known;
        }
        LabelledPods made = new LabelledPods(namespace, namespaces.getOrDefault(namespace, Map.of()), labels);
        there.put(labels, made);
        selectionsIn.in(namespace, made::offer);
        termsIn.in(namespace, made::offer);
        return made;
    }

    Selection selection(List<PodMatch> matches, boolean withDeleting) {
        SelectionKey key = new SelectionKey(matches, withDeleting);
        Selection known = selections.get(key);
        if (known != null) {
            return known;
        }
        Selection made = new Selection(matches, withDeleting);
        selections.put(key, made);
        selectionsIn.add(matches.get(0), made);
        about(matches.get(0)).forEach(there -> there.forEach(each -> each.offer(made)));
        return made;
    }

    PlacedTerm term(PlacedTerm.Key key, Topology topology) {
        PlacedTerm known = terms.get(key);
        if (known != null) {
            return known;
        }
        PlacedTerm made = new PlacedTerm(key, topology);
        terms.put(key, made);
        termsIn.add(key.match(), made);
        about(key.match()).forEach(there -> there.forEach(each -> each.offer(made)));
        return made;
    }

    /** Returns the pods of the namespaces that may be meant. */
    private List<Collection<LabelledPods>> about(PodMatch match) {
        List<Collection<LabelledPods>> found = new ArrayList<>();
        if (match.namespaceSelector().isPresent()) {
            pods.values().forEach(there -> found.add(there.values()));
        } else {
            match.namespaces()
                    .forEach(name -> found.add(pods.getOrDefault(name, Map.of()).values()));
        }
        return found;
    }

    /** Things by the namespaces that they are about, so that a pod of one isn't held to those of all others. */
    private static final class ByNamespace<T> {

        private final Map<String, List<T>> named = new HashMap<>();
        private final List<T> anywhere = new ArrayList<>();

        void add(PodMatch match, T thing) {
            if (match.namespaceSelector().isPresent()) {
                anywhere.add(thing);
            } else {
                match.namespaces()
                        .forEach(name -> named.computeIfAbsent(name, it -> new ArrayList<>())
                                .add(thing));
            }
        }

        void in(String namespace, Consumer<T> each) {
            named.getOrDefault(namespace, List.of()).forEach(each);
            anywhere.forEach(each);
        }
    }
}
