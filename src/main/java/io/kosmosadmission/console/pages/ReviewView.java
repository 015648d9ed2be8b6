package io.kosmosadmission.console.pages;

import io.kosmosadmission.console.Reviewed;
import java.util.List;

/** A review for people, with what it changes line by line. */
public record ReviewView(Reviewed reviewed, List<Diff.Line> diff) {

    public ReviewView {
        diff = List.copyOf(diff);
    }

    static ReviewView of(Reviewed reviewed) {
        return new ReviewView(reviewed, Diff.of(reviewed.before(), reviewed.after()));
    }

    /** Returns whether a pod was reviewed, and not what makes pods. */
    public boolean isOfPod() {
        return reviewed.kind().equals(ObjectLink.POD);
    }
}
