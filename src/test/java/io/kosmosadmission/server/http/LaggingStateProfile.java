package io.kosmosadmission.server.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Set;

/** A server whose state lags behind its cluster. */
public final class LaggingStateProfile implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(LaggingStateSource.class);
    }
}
