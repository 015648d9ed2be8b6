package io.kosmosadmission.admission;

import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.kube.ObjectKey;
import java.util.Set;
import java.util.function.Function;

/** How far a review has come: to a decision, or to objects that must be read live before there is one. */
public sealed interface ReviewStep {

    record Decided(Decision decision) implements ReviewStep {}

    /**
     * Objects to be read, and how the review goes on; what was asked and read before is held.
     *
     * @param keys never empty
     * @param read goes on with what was read: all of the keys, with nothing for what isn't there
     * @param unread goes on where any of them could not be read
     */
    record Needs(
            Set<ObjectKey> keys,
            Function<FreshObjects, ReviewStep> read,
            Function<LookupFailedException, ReviewStep> unread)
            implements ReviewStep {}

    default <T> T match(Function<Decision, T> decided, Function<Needs, T> needs) {
        return this instanceof Decided it ? decided.apply(it.decision()) : needs.apply((Needs) this);
    }
}
