package io.kosmosadmission.server;

import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.certificates.UnusableCertificateException;
import io.kosmosadmission.server.certificates.CertificateFolder;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** The webhook's server, from its start to its end. */
public final class Server {

    private static final Logger LOG = Logger.getLogger(Server.class);

    private static final int FINE = 0;
    private static final int USAGE = 2;

    /**
     * How long, in seconds, a pod goes on serving after it was told to end: its endpoint has to leave every kube-proxy
     * first. Together with quarkus.shutdown.timeout it must stay under the 30 s that Kubernetes grants.
     */
    private static final String LEAVING_SECONDS = "5";

    /** A large cluster is read in half a minute. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private Server() {}

    /** Serves until the process is told to end. Returns the exit code: 0, or 2 with a message on err. */
    public static int run(ServeOptions options, PrintStream err) {
        try {
            if (options.managedCertificates().isEmpty()) {
                new CertificateFolder(options.certs(), options.inPod()).prepare();
            }
        } catch (UnusableCertificateException unusable) {
            err.println(unusable.getMessage());
            return USAGE;
        }
        ServerBeans.put(options);
        configure(options);
        ExitCodeHook hook = ExitCodeHook.install();
        AtomicInteger exitCode = new AtomicInteger(FINE);
        try (Daemon beside = new Daemon("heap-growth", LOG)) {
            beside.repeat(HeapGrowth.ofThisProcess()::look, LOOK, LOOK, "whether the heap has grown was not looked at");
            options.source().start();
            Quarkus.run(null, (code, failure) -> exitCode.set(failure == null ? FINE : explain(failure, err)));
        } finally {
            options.source().close();
            hook.ended(exitCode.get());
        }
        return exitCode.get();
    }

    private static void configure(ServeOptions options) {
        System.setProperty("quarkus.http.ssl-port", Integer.toString(options.port()));
        System.setProperty("quarkus.management.port", Integer.toString(options.managementPort()));
        if (options.inPod()) {
            System.setProperty("quarkus.shutdown.delay", LEAVING_SECONDS);
        }
    }

    private static int explain(Throwable failure, PrintStream err) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof QuarkusBindException)) {
            cause = cause.getCause();
        }
        if (cause instanceof QuarkusBindException bind) {
            err.println("port " + bind.getPort() + " is in use; choose others with --port and --management-port");
        } else {
            err.println("the server did not start:");
            failure.printStackTrace(err);
        }
        return USAGE;
    }
}
