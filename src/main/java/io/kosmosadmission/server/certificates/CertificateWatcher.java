package io.kosmosadmission.server.certificates;

import io.kosmosadmission.server.ServeOptions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs the watch beside the server. It polls, since mounted Secrets are symlink swaps that a WatchService doesn't see.
 * New connections get the new certificate; those that are open stay as they are, so no request fails.
 */
@Singleton
final class CertificateWatcher {

    private static final Logger LOG = Logger.getLogger(CertificateWatcher.class);

    private final CertificateWatch watch;
    private final TlsConfigurationRegistry registry;
    private final Event<CertificateUpdatedEvent> updates;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kosmos-certificates");
        thread.setDaemon(true);
        return thread;
    });

    CertificateWatcher(
            ServeOptions options,
            CertificateInForce inForce,
            TlsConfigurationRegistry registry,
            Event<CertificateUpdatedEvent> updates) {
        this.watch = new CertificateWatch(
                new CertificateFolder(options.certs(), options.inPod()), inForce, taken -> publish());
        this.registry = registry;
        this.updates = updates;
    }

    void start(@Observes StartupEvent started) {
        clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        clock.shutdownNow();
    }

    private void look() {
        try {
            watch.look();
        } catch (RuntimeException bug) {
            LOG.error("looking for certificates failed", bug); // thrown on, it would end the schedule in silence
        }
    }

    private void publish() {
        TlsConfiguration configuration = registry.get(WebhookKeyStore.NAME).orElseThrow();
        if (!configuration.reload()) {
            throw new IllegalStateException("the TLS registry did not take the new certificate");
        }
        updates.fire(new CertificateUpdatedEvent(WebhookKeyStore.NAME, configuration));
    }
}
