package io.kosmosadmission.server.certificates;

import io.kosmosadmission.server.ServeOptions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kosmos-certificates");
        thread.setDaemon(true);
        return thread;
    });

    CertificateWatcher(ServeOptions options, CertificateInForce inForce) {
        this.watch = new CertificateWatch(new CertificateFolder(options.certs(), options.inPod()), inForce);
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
}
