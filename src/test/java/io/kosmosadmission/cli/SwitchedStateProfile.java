package io.kosmosadmission.cli;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Set;

/** A server that judges by whatever state a test gives it. */
public final class SwitchedStateProfile implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(SwitchedStateSource.class);
    }
}
