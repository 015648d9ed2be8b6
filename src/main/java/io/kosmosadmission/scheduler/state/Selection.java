package io.kosmosadmission.scheduler.state;

import java.util.List;

/** How many of the placed pods that some terms are about are on each node. */
public final class Selection {

    private final List<PodMatch> matches;
    private final boolean withDeleting;
    private final IntCounts byNode = new IntCounts();

    Selection(List<PodMatch> matches, boolean withDeleting) {
        this.matches = List.copyOf(matches);
        this.withDeleting = withDeleting;
    }

    /** Returns all of what must be about a pod. */
    List<PodMatch> matches() {
        return matches;
    }

    /** Returns the pods by the index of their node. */
    public IntCounts byNode() {
        return byNode;
    }

    void add(int node, boolean deleting, int delta) {
        if (withDeleting || !deleting) {
            byNode.add(node, delta);
        }
    }
}
