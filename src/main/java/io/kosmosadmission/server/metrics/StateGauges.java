package io.kosmosadmission.server.metrics;

import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.server.certificates.CertificateInForce;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Gauges of the cluster's state, read when they are asked for. */
@Singleton
final class StateGauges {

    /** Milliseconds between two looks for kinds and checks that have no gauge yet. */
    private static final long LOOK = 1_000;

    private static final String LOST = "kosmos_admission_provider_lost";

    private final StateSource source;
    private final CertificateInForce certificate;
    private final MeterRegistry registry;
    private final Vertx vertx;
    /** The gauges that exist; after the start only the timer's event loop uses it. */
    private final Set<String> registered = new HashSet<>();

    private final ProviderLosses losses = new ProviderLosses();

    StateGauges(StateSource source, CertificateInForce certificate, MeterRegistry registry, Vertx vertx) {
        this.source = source;
        this.certificate = certificate;
        this.registry = registry;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        Gauge.builder("kosmos_admission_rules_valid", () -> source.rulesValid() ? 1 : 0)
                .description("1 while the configuration that is written is in force, 0 while the last good one is")
                .register(registry);
        Gauge.builder(
                        "kosmos_admission_inventory_synced",
                        () -> source.synced() && source.lostSince().isEmpty() ? 1 : 0)
                .description("1 while the cluster is followed, 0 before it was read and while its watches are lost")
                .register(registry);
        Gauge.builder("kosmos_admission_certificate_expiry_seconds", () -> certificate.secondsLeft(Instant.now()))
                .description("Seconds until the serving certificate ends; negative once it has")
                .register(registry);
        Gauge.builder(
                        "kosmos_admission_called",
                        () -> source.called().map(it -> it ? 1.0 : 0.0).orElse(Double.NaN))
                .description("1 while API servers call us, 0 while they can't; NaN where this replica doesn't ask them")
                .register(registry);
        look();
        vertx.setPeriodic(LOOK, tick -> look());
    }

    private void look() {
        register("kosmos_admission_inventory_objects", "Objects held", "kind", source::objects);
        register("kosmos_admission_findings", "Findings in what is there already", "check", source::findings);
        register(LOST, "1 while a provider is lost, else 0", "provider", () -> losses.of(source.current()));
    }

    private void register(String name, String about, String label, Supplier<Map<String, Integer>> counts) {
        for (String key : counts.get().keySet()) {
            if (registered.add(name + " " + key)) {
                Gauge.builder(name, () -> counts.get().getOrDefault(key, 0))
                        .description(about)
                        .tag(label, key)
                        .register(registry);
            }
        }
    }
}
