package io.kosmosadmission.admission;

import io.kosmosadmission.kube.ObjectKey;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The decision of a review. An error is not a decision but an exception, and then the failurePolicy decides. */
public sealed interface Decision {

    Notes notes();

    record Allowed(Notes notes) implements Decision {}

    /** Allowed with changes; patch is never empty. */
    record Patched(Notes notes, List<PatchOperation> patch) implements Decision {

        public Patched {
            patch = List.copyOf(patch);
        }
    }

    /**
     * Denied.
     *
     * @param code stable: {@code KA101}
     * @param message all that people read, code and contact included
     * @param evidence the objects of the cluster that the denial rests on
     */
    record Denied(Notes notes, String code, String message, Set<ObjectKey> evidence) implements Decision {}

    default <T> T match(Function<Allowed, T> allowed, Function<Patched, T> patched, Function<Denied, T> denied) {
        if (this instanceof Allowed it) {
            return allowed.apply(it);
        }
        return this instanceof Patched it ? patched.apply(it) : denied.apply((Denied) this);
    }

    default Decision withWarnings(List<String> more) {
        return match(
                allowed -> new Allowed(allowed.notes().withWarnings(more)),
                patched -> new Patched(patched.notes().withWarnings(more), patched.patch()),
                denied -> new Denied(
                        denied.notes().withWarnings(more), denied.code(), denied.message(), denied.evidence()));
    }

    /** Returns the decision as the metric's label. */
    default String label() {
        return match(
                allowed -> switch (allowed.notes().would()) {
                    case Nothing -> "allowed";
                    case Patch -> "would_patch";
                    case Deny -> "would_deny";
                },
                patched -> "patched",
                denied -> "denied");
    }
}
