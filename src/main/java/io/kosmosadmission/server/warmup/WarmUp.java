package io.kosmosadmission.server.warmup;

import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.server.HttpsListener;
import io.kosmosadmission.server.certificates.CertificateInForce;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Sends reviews to this server before anybody else does: a cold JVM needs seconds for its first reviews, and the API
 * server waits for them. They take the whole way, TLS included, over the port that API servers use. They change
 * nothing, since no review does, and aren't counted.
 */
@Singleton
public final class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    /** More would hardly make the slowest reviews afterwards any faster. */
    private static final int MOST_REVIEWS = 4_000;
    /** With fewer, the first reviews of others are slow, which is worse than getting ready late. */
    private static final int LEAST_REVIEWS = 1_000;
    /** When a replica should be ready, from the start of the process. */
    private static final Duration READY_AFTER = Duration.ofMillis(3_600);
    /** How long the warm-up takes at most, on any machine. */
    private static final Duration MOST = Duration.ofSeconds(10);
    /** As many as a machine with two cores has event loops. */
    private static final int CONNECTIONS = 4;
    /**
     * Handshakes need warming too, but each costs as much as a hundred reviews, and API servers keep their connections.
     */
    private static final int REVIEWS_A_CONNECTION = 400;

    private static final long LOOK_MILLIS = 20;

    private final StateSource source;
    private final HttpsListener listening;
    private final CertificateInForce certificate;
    private final WarmUpToken token;
    private final Thread thread = Daemon.threads("kosmos-warm-up").newThread(this::run);
    private volatile boolean over;

    WarmUp(StateSource source, HttpsListener listening, CertificateInForce certificate, WarmUpToken token) {
        this.source = source;
        this.listening = listening;
        this.certificate = certificate;
        this.token = token;
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.interrupt();
    }

    public boolean isOver() {
        return over;
    }

    /** Warms the server. A failure costs speed, not the start. */
    private void run() {
        try {
            List<byte[]> requests = WarmUpRequests.load(token);
            WarmUpConnection.prepare(); // while the start goes on: its classes alone take a tenth of a second
            while (!listening.isUp() || !source.synced()) {
                Thread.sleep(LOOK_MILLIS);
            }
            warm(requests);
            // Collects now what the start and the reading of the cluster left behind, not while others wait for their
            // first reviews.
            System.gc();
        } catch (InterruptedException ending) {
            return;
        } catch (IOException | RuntimeException failed) {
            LOG.warn("not warmed, the first reviews will be slow", failed);
        }
        token.spend();
        over = true;
    }

    private static Duration untilReady() {
        Instant now = Instant.now();
        Instant start = ProcessHandle.current().info().startInstant().orElse(now);
        return Duration.between(now, start.plus(READY_AFTER));
    }

    /**
     * Tells when to stop: after the most reviews, after the longest time, or when the server should be ready and enough
     * reviews were sent.
     */
    private static final class Aim {

        private final long ready;
        private final long latest;
        private final AtomicInteger sent = new AtomicInteger();
        /** Reviews answered with an error: any of them means that the wrong path gets warm. */
        private final AtomicInteger refused = new AtomicInteger();

        Aim(long begin, Duration untilReady) {
            ready = begin + untilReady.toNanos();
            latest = begin + MOST.toNanos();
        }

        boolean isReached() {
            long now = System.nanoTime();
            return sent.get() >= MOST_REVIEWS || now - latest >= 0 || (now - ready >= 0 && sent.get() >= LEAST_REVIEWS);
        }
    }

    /** Sends the requests over several connections at once. A client that hangs is left behind. */
    private void warm(List<byte[]> requests) throws InterruptedException {
        long begin = System.nanoTime();
        Aim aim = new Aim(begin, untilReady());
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Thread client = Daemon.threads("kosmos-warm-up-" + i).newThread(() -> send(requests, aim));
            client.start();
            clients.add(client);
        }
        for (Thread client : clients) {
            client.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(aim.latest - System.nanoTime())));
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        LOG.infof("warm reviews=%d refused=%d millis=%d", aim.sent.get(), aim.refused.get(), millis);
    }

    private void send(List<byte[]> requests, Aim aim) {
        try {
            while (!aim.isReached()) {
                sendOverOneConnection(requests, aim);
            }
        } catch (IOException failed) {
            LOG.warnf("warming broke off, the first reviews will be slow why=\"%s\"", failed.getMessage());
        }
    }

    private void sendOverOneConnection(List<byte[]> requests, Aim aim) throws IOException {
        try (WarmUpConnection connection =
                new WarmUpConnection(listening.port(), certificate.current().leaf())) {
            for (int i = 0; i < REVIEWS_A_CONNECTION && !aim.isReached(); i++) {
                if (!connection.exchange(requests.get(aim.sent.getAndIncrement() % requests.size()))) {
                    aim.refused.incrementAndGet();
                }
            }
        }
    }
}
