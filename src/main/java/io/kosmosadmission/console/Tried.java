package io.kosmosadmission.console;

import java.util.List;

/**
 * What admission says of manifests.
 *
 * @param problems what could not be read or reviewed, for people
 * @param unseen how many more manifests there are, which were not reviewed
 */
public record Tried(List<Reviewed> reviewed, List<String> problems, int unseen) {

    public Tried {
        reviewed = List.copyOf(reviewed);
        problems = List.copyOf(problems);
    }
}
