package io.kosmosadmission.server;

import io.kosmosadmission.admission.Reviewer;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.reading.HttpReviews;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings objects made on the command line into the container, and makes beans of classes that have no annotations. */
@Singleton
final class ServerBeans {

    /**
     * The one static field that hands the options over: Quarkus makes the container itself and takes no objects along.
     */
    private static volatile @Nullable ServeOptions handedOver;

    static void put(ServeOptions options) {
        handedOver = options;
    }

    @Produces
    @Singleton
    ServeOptions options() {
        return Objects.requireNonNull(handedOver);
    }

    @Produces
    @Singleton
    StateSource source(ServeOptions options) {
        return options.source();
    }

    @Produces
    @Singleton
    Reviewer reviewer(ServeOptions options) {
        return new Reviewer(options.maxMode().orElse(Mode.Enforce));
    }

    @Produces
    @Singleton
    HttpReviews reviews() {
        return new HttpReviews();
    }
}
