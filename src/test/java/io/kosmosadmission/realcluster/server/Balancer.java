package io.kosmosadmission.realcluster.server;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.plane.Pause;
import io.kosmosadmission.realcluster.plane.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What kubelets and kube-proxy are to a Service's replicas, for replicas on this machine, where no Service leads: each new
 * connection goes to the next replica that is ready, and stays with it whatever happens. A replica is out once its
 * readiness probe fails or it refuses a connection; nothing is tried a second time for a client.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a probe never throws
public final class Balancer implements AutoCloseable {
    /** The host in {@link #address}, which its replicas' certificates have to name. */
    public static final String ANY = "0.0.0.0";

    private static final int PROBE_MILLIS = 200;

    private static final class Replica {
        private final PackagedServer server;
        private volatile boolean ready = true;
        private volatile boolean ended;
        private final AtomicInteger lost = new AtomicInteger();

        private Replica(PackagedServer server) {
            this.server = server;
        }

        private boolean isIn() {
            return ready && !ended;
        }
    }

    private final ServerSocket listening;
    private final List<Replica> replicas = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService probes = Executors.newSingleThreadScheduledExecutor();

    public Balancer() {
        try {
            listening = new ServerSocket(Ports.free(1), 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
        probes.scheduleWithFixedDelay(this::probe, PROBE_MILLIS, PROBE_MILLIS, TimeUnit.MILLISECONDS);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /**
     * By which an API server speaks HTTP/1.1, as it does to Services. To {@code localhost} and addresses of loopback it speaks
     * HTTP/2, on one connection for all reviews. This one is no such address, and Go takes it for the local machine.
     */
    public String address() {
        return "https://" + ANY + ":" + port() + "/";
    }

    /** A replica that is ready. */
    public void add(PackagedServer server) {
        replicas.add(new Replica(server));
    }

    /** Connections since the start. */
    public int accepted() {
        return accepted.get();
    }

    /** After a second: Kubernetes takes out what is told to end whatever its probe says, and it serves on for five. */
    public void takeOut(PackagedServer server) {
        Pause.ofSeconds(1);
        of(server).ended = true;
    }

    public void awaitOut(PackagedServer server) {
        await("out").until(() -> !of(server).isIn());
    }

    /** Connections that the replica refused or ended itself. */
    public int lost(PackagedServer server) {
        return of(server).lost.get();
    }

    private Replica of(PackagedServer server) {
        return replicas.stream()
                .filter(replica -> replica.server == server)
                .findFirst()
                .orElseThrow();
    }

    private void probe() {
        replicas.forEach(replica -> replica.server.isReady().ifPresent(ready -> replica.ready = ready));
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                threads.execute(() -> serve(client, accepted.incrementAndGet()));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void serve(Socket client, int number) {
        List<Replica> in = replicas.stream().filter(Replica::isIn).toList();
        Optional<Replica> next = in.isEmpty() ? Optional.empty() : Optional.of(in.get(number % in.size()));
        try (client) {
            if (next.isPresent()) {
                join(client, next.get());
            }
        } catch (IOException clientGone) {
            // nobody is left to tell
        }
    }

    private void join(Socket client, Replica replica) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), replica.server.port())) {
            AtomicReference<Socket> first = new AtomicReference<>();
            threads.execute(() -> {
                first.compareAndSet(null, pass(client, server));
                close(server);
            });
            first.compareAndSet(null, pass(server, client));
            if (first.get() == server) {
                replica.lost.incrementAndGet();
            }
        } catch (ConnectException refused) {
            replica.ready = false;
            replica.lost.incrementAndGet();
        }
    }

    /** Until either ends; returns which. */
    private static Socket pass(Socket from, Socket to) {
        byte[] bytes = new byte[16 << 10];
        while (true) {
            int read;
            try {
                read = from.getInputStream().read(bytes);
            } catch (IOException ended) {
                return from;
            }
            if (read < 0) {
                return from;
            }
            try {
                to.getOutputStream().write(bytes, 0, read);
            } catch (IOException ended) {
                return to;
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        probes.shutdownNow();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
