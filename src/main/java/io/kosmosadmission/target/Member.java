package io.kosmosadmission.target;

import io.kosmosadmission.inventory.Provider;
import java.util.Optional;

/** A possible member of a target. */
sealed interface Member {

    /**
     * A provider by name, and of its nodes those that bear its label or those that lack it; absent where nothing but the
     * name is known of it.
     */
    record Named(Optional<Provider> provider, String name, boolean labelled) implements Member {}

    /** The nodes whose provider isn't known. */
    record Unlabelled() implements Member {}

    /** The providers that have no node yet. */
    record Unseen() implements Member {}
}
