package io.kosmosadmission.admission;

import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.kube.ObjectKey;
import java.util.Set;
import java.util.function.Function;

/** The result of one step of a review: a decision, or the objects that must be read live before there is one. */
public sealed interface ReviewStep {

    record Decided(Decision decision) implements ReviewStep {}

    /**
     * The objects to read, and how the review goes on. It keeps the request and what was read before.
     *
     * @param keys never empty
     * @param read goes on with the result of reading all of the keys
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
