package io.kosmosadmission.boundary;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.target.Target;

/**
 * Whether what is written in a pod proves that a boundary holds.
 *
 * <p>Reads the pod's target. The boundary counts as written (or with its fallback, while that applies), never as Drained
 * reduces it: a pod that was let onto a drained provider by its claim is not denied for it.
 */
public final class BoundaryProof {

    private BoundaryProof() {}

    public static boolean holds(Boundary boundary, Target target, Providers providers) {
        boolean inside = boundary.required().isEmpty()
                || target.isWithin(boundary.required())
                || (BoundaryLimit.falls(boundary, providers) && target.isWithin(boundary.fallback()));
        return inside && (boundary.forbidden().isEmpty() || target.avoids(boundary.forbidden()));
    }
}
