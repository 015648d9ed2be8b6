package io.kosmosadmission.server;

import io.kosmosadmission.admission.Reviewer;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.reading.ReviewCodec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The way of objects made on the command line into the container, and the beans that are plain classes elsewhere. */
@Singleton
final class ServerBeans {

    /** Quarkus makes the container itself and takes no objects along: the one field through which they get there. */
    private static volatile ServeOptions handedOver;

    static void put(ServeOptions options) {
        handedOver = options;
    }

    @Produces
    @Singleton
    ServeOptions options() {
        return handedOver;
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
    ReviewCodec codec() {
        return new ReviewCodec();
    }
}
