package io.kosmosadmission.server.certificates;

import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.server.ServeOptions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Looks for a new certificate every second, beside the server. It polls files, since mounted Secrets change by a swap of
 * symlinks that a WatchService doesn't see. New connections get the new certificate; open ones keep theirs, so no
 * request fails.
 */
@Singleton
final class CertificateWatcher {

    private static final Logger LOG = Logger.getLogger(CertificateWatcher.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Runnable look;
    private final Daemon thread = new Daemon("kosmos-certificates", LOG);

    CertificateWatcher(ServeOptions options, CertificateInForce inForce) {
        this.look = options.managedCertificates()
                .<Runnable>map(source -> new ManagedCertificateWatch(source, inForce)::look)
                .orElseGet(() ->
                        new CertificateWatch(new CertificateFolder(options.certs(), options.inPod()), inForce)::look);
    }

    void start(@Observes StartupEvent started) {
        thread.repeat(look, PERIOD, PERIOD, "looking for certificates failed");
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.close();
    }
}
