package io.kosmosadmission.server;

import io.kosmosadmission.background.Daemon;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Tells whether the HTTPS port is open. The management port may answer before it. */
@Singleton
public final class HttpsListener {

    private static final Logger LOG = Logger.getLogger(HttpsListener.class);

    private static final int LOOK_MILLIS = 5;
    private static final int MOST_LOOKS = 400;

    private final ServeOptions options;
    private final HttpServer ports;
    private volatile boolean up;

    HttpsListener(ServeOptions options, HttpServer ports) {
        this.options = options;
        this.ports = ports;
    }

    void started(@ObservesAsync HttpsServerStart started) {
        up = true;
        LOG.infof(
                "listening on https://0.0.0.0:%d, management on http://0.0.0.0:%d",
                ports.getSecurePort(), managementPort());
        // Not on this one, which belongs to the server's Vert.x.
        Daemon.threads("when-serving").newThread(options.whenServing()).start();
    }

    /**
     * Returns the management port. Only port 0 has to be looked up, and waited for, up to 2 s: the two ports open in
     * any order, and this observer runs on a thread that may block.
     */
    private int managementPort() {
        int looks = options.managementPort() == 0 ? MOST_LOOKS : 0;
        try {
            for (; looks > 0 && ports.getManagementPort() < 0; looks--) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return ports.getManagementPort() < 0 ? options.managementPort() : ports.getManagementPort();
    }

    public boolean isUp() {
        return up;
    }

    public int port() {
        return ports.getSecurePort();
    }
}
