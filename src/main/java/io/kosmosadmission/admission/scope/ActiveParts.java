package io.kosmosadmission.admission.scope;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Rule;
import java.util.List;
import java.util.Optional;

/** The parts of the configuration that place a pod. */
public record ActiveParts(List<Boundary> boundaries, boolean followClaims, Optional<Rule> rule) {

    public ActiveParts {
        boundaries = List.copyOf(boundaries);
    }
}
