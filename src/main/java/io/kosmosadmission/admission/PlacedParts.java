package io.kosmosadmission.admission;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Rule;
import java.util.List;
import java.util.Optional;

/** The parts of the configuration that a pod is placed by. */
record PlacedParts(List<Boundary> boundaries, boolean followClaims, Optional<Rule> rule) {

    PlacedParts {
        boundaries = List.copyOf(boundaries);
    }
}
