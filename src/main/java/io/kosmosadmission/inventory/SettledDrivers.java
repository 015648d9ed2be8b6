package io.kosmosadmission.inventory;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The nodes whose registered drivers have stayed the same for long enough to count on. A driver leaves its node's
 * CSINode whenever its pod there restarts, so that what a node lacks now it may have again in a minute.
 *
 * @param recent the nodes whose drivers were first seen, or changed, a short while ago; empty where nobody watches, as
 *     with files, so that nothing is known of any node's past
 */
record SettledDrivers(Optional<Set<String>> recent) {

    static final SettledDrivers UNWATCHED = new SettledDrivers(Optional.empty());

    SettledDrivers {
        recent = recent.map(Set::copyOf);
    }

    /** Returns these nodes without some whose drivers have just changed. */
    SettledDrivers without(Set<String> changed) {
        if (recent.isEmpty() || recent.get().containsAll(changed)) {
            return this;
        }
        Set<String> all = new HashSet<>(recent.get());
        all.addAll(changed);
        return new SettledDrivers(Optional.of(all));
    }

    boolean contains(String node) {
        return recent.isPresent() && !recent.get().contains(node);
    }

    /** Returns whether the node's drivers are known to have changed a short while ago. */
    boolean isRecent(String node) {
        return recent.isPresent() && recent.get().contains(node);
    }
}
