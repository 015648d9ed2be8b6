package io.kosmosadmission.boundary;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.target.Target;

/**
 * Judges whether a pod's own fields prove that a boundary holds.
 *
 * <p>Reads the pod's target. Takes the boundary as it is written, or with its fallback while that applies, but never
 * without its drained providers: a pod that its claim put on a drained provider must not be denied for that.
 */
public final class BoundaryProof {

    private BoundaryProof() {}

    /** Returns whether the boundary, alone, lets pods run on the provider. */
    public static boolean leaves(Boundary boundary, String provider, Providers providers) {
        boolean inside = boundary.required().isEmpty()
                || boundary.required().contains(provider)
                || (BoundaryLimit.falls(boundary, providers)
                        && boundary.fallback().contains(provider));
        return inside && !boundary.forbidden().contains(provider);
    }

    public static boolean holds(Boundary boundary, Target target, Providers providers) {
        boolean inside = boundary.required().isEmpty()
                || target.isWithin(boundary.required())
                || (BoundaryLimit.falls(boundary, providers) && target.isWithin(boundary.fallback()));
        return inside && (boundary.forbidden().isEmpty() || target.avoids(boundary.forbidden()));
    }
}
