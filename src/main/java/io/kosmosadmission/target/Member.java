package io.kosmosadmission.target;

import io.kosmosadmission.inventory.Provider;
import java.util.Optional;

/** A possible member of a target, judged as a whole. */
sealed interface Member {

    /**
     * A provider, and either its nodes that have the provider label (labelled) or those that lack it. provider is empty
     * where nothing but the name is known.
     */
    record Named(Optional<Provider> provider, String name, boolean labelled) implements Member {}

    /** All nodes whose provider isn't known. */
    record Unlabelled() implements Member {}

    /** All providers that have no node yet. */
    record Unseen() implements Member {}
}
