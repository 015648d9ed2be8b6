package io.kosmosadmission.console;

import io.kosmosadmission.background.Daemon;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The console's own server. Only the loopback interface has its port: in a cluster it is reached by kubectl port-forward,
 * which asks for a right of its own.
 */
public final class Console implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    /** Longer than any look-up of a page takes. */
    private static final int IDLE_SECONDS = 150;

    private static final int LONGEST_PATH = 8 << 10;

    private static final int LOOKUPS = 2;

    /** After the server's own start, which comes first. */
    private static final long WARM_UP_MILLIS = 4_000;

    private final Vertx vertx;
    private final HttpServer server;
    private final List<Runnable> closing;

    private Console(Vertx vertx, HttpServer server, List<Runnable> closing) {
        this.closing = List.copyOf(closing);
        this.vertx = vertx;
        this.server = server;
    }

    /** Opens the port; 0 stands for any free one. Throws IOException with a message for people where that fails. */
    public static Console open(int port, Answers answers) throws IOException {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(1)
                .setMaxWorkerExecuteTime(2)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.MINUTES)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        BackgroundAudit audit = new BackgroundAudit(answers);
        ExecutorService lookups = Executors.newFixedThreadPool(LOOKUPS, Daemon.threads("console-lookup"));
        BackgroundSimulation simulation = new BackgroundSimulation(answers);
        Exchange exchange = new Exchange(vertx, new Pages(answers, audit, simulation, lookups));
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(LOOPBACK)
                        .setPort(port)
                        .setMaxInitialLineLength(LONGEST_PATH)
                        .setHttp2ClearTextEnabled(false) // whose requests have no Host, which is checked
                        .setIdleTimeout(IDLE_SECONDS))
                .requestHandler(exchange::begin);
        Console console = new Console(vertx, server, List.of(audit::close, simulation::close, lookups::shutdownNow));
        try {
            server.listen().toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException taken) {
            console.close();
            throw inUse(port, taken.getCause());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            console.close();
            throw new IOException("ended while the console's port was opened", ending);
        }
        vertx.setTimer(WARM_UP_MILLIS, started -> exchange.warmUp());
        return console;
    }

    /** Throws IOException with a message for people where the port is taken; 0 never is. */
    public static void checkFree(int port) throws IOException {
        try {
            new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK)).close();
        } catch (IOException taken) {
            throw inUse(port, taken);
        }
    }

    private static IOException inUse(int port, @Nullable Throwable cause) {
        return new IOException("port " + port + " of the console is in use; choose another with --console-port", cause);
    }

    public String address() {
        return "http://" + LOOPBACK + ":" + server.actualPort() + "/";
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
        // First the port: a connection that comes meanwhile would find no event loop.
        server.close().onComplete(closed -> vertx.close());
    }
}
