package io.kosmosadmission.admission.scope;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Rule;
import java.util.List;
import java.util.Optional;

/**
 * The parts of the configuration that place a pod.
 *
 * @param claimsTolerate whether a claim that is followed lets its pod tolerate the taints of its home
 */
public record ActiveParts(
        List<Boundary> boundaries, boolean followClaims, boolean claimsTolerate, Optional<Rule> rule) {

    public ActiveParts {
        boundaries = List.copyOf(boundaries);
    }

    /** Returns these parts without the following of claims. */
    public ActiveParts withoutClaims() {
        return new ActiveParts(boundaries, false, claimsTolerate, rule);
    }

    /** Returns these parts as they are where the guard is enforced. */
    public ActiveParts guarded() {
        return new ActiveParts(boundaries, followClaims, false, rule);
    }
}
