package io.kosmosadmission.server.health;

import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.server.HttpsListener;
import io.kosmosadmission.server.certificates.CertificateInForce;
import io.kosmosadmission.server.warmup.WarmUp;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * What must hold before API servers send reviews here: only what this replica can mend by waiting, or what makes it
 * useless. What happens to all replicas at once, such as a lost watch, must not take all of them out of service.
 */
@Singleton
final class ReadinessChecks {

    @Produces
    @Readiness
    @Singleton
    HealthCheck https(HttpsListener listening) {
        return () -> answer("https", listening.isUp() ? Optional.empty() : Optional.of("the port is not open yet"));
    }

    @Produces
    @Readiness
    @Singleton
    HealthCheck cluster(StateSource source) {
        return () -> {
            HealthCheckResponseBuilder response =
                    HealthCheckResponse.named("cluster").status(source.synced()).withData("source", source.describe());
            source.lostSince().ifPresent(since -> response.withData("lostSince", since.toString()));
            return response.build();
        };
    }

    @Produces
    @Readiness
    @Singleton
    HealthCheck certificate(CertificateInForce certificate) {
        return () -> answer("certificate", certificate.whyNotValid(Instant.now()));
    }

    @Produces
    @Readiness
    @Singleton
    HealthCheck warm(WarmUp warmUp) {
        return () ->
                answer("warm", warmUp.isOver() ? Optional.empty() : Optional.of("the first reviews would be slow"));
    }

    private static HealthCheckResponse answer(String name, Optional<String> whyDown) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name).status(whyDown.isEmpty());
        whyDown.ifPresent(why -> response.withData("why", why));
        return response.build();
    }
}
