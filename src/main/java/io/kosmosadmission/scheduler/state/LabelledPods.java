package io.kosmosadmission.scheduler.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The placed pods of one namespace with the same labels, which every selector selects together or not at all: how many are on
 * each node, and which terms of placed pods are about them.
 */
public final class LabelledPods {

    private final String namespace;
    private final Map<String, String> namespaceLabels;
    private final Map<String, String> labels;
    private final IntCounts staying = new IntCounts();
    private final IntCounts deleting = new IntCounts();
    private final List<Selection> selections = new ArrayList<>();
    private final List<PlacedTerm> terms = new ArrayList<>();

    LabelledPods(String namespace, Map<String, String> namespaceLabels, Map<String, String> labels) {
        this.namespace = namespace;
        this.namespaceLabels = namespaceLabels;
        this.labels = labels;
    }

    public String namespace() {
        return namespace;
    }

    public Map<String, String> labels() {
        return labels;
    }

    /** Returns the terms that placed pods have, or had, about these. */
    public List<PlacedTerm> termsAboutThem() {
        return terms;
    }

    public boolean areMeantBy(PodMatch match) {
        return match.matches(namespace, namespaceLabels, labels);
    }

    public boolean areMeantBy(List<PodMatch> all) {
        for (PodMatch match : all) {
            if (!areMeantBy(match)) {
                return false;
            }
        }
        return true;
    }

    void add(int node, boolean isDeleting, int delta) {
        (isDeleting ? deleting : staying).add(node, delta);
        for (Selection selection : selections) {
            selection.add(node, isDeleting, delta);
        }
    }

    /** Counts the pods for the selection from now on, if it is about them. */
    void offer(Selection selection) {
        if (areMeantBy(selection.matches())) {
            selections.add(selection);
            staying.forEach((node, count) -> selection.add(node, false, count));
            deleting.forEach((node, count) -> selection.add(node, true, count));
        }
    }

    /** Remembers the term, if it is about the pods. */
    void offer(PlacedTerm term) {
        if (areMeantBy(term.key().match())) {
            terms.add(term);
        }
    }
}
