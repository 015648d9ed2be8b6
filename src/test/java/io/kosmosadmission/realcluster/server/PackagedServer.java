package io.kosmosadmission.realcluster.server;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.OwnedProcess;
import io.kosmosadmission.build.Script;
import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.plane.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What users start: {@code java -jar … serve}, as a process of its own, on ports of loopback. */
public final class PackagedServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As long as the Deployment's probes wait. */
    private static final Duration PROBE = Duration.ofSeconds(2);

    private static final Path JAR = Script.PROJECT.resolve("target/quarkus-app/quarkus-run.jar");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final OwnedProcess process;
    private final Path log;
    private final Path certificates;
    private final int port;
    private final int managementPort;

    private PackagedServer(OwnedProcess process, Path log, Path certificates, int port, int managementPort) {
        this.process = process;
        this.log = log;
        this.certificates = certificates;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** On a folder. Returns once it says that it is ready. */
    public static PackagedServer start(Path inventory, Path rules, Path certificates, Path log) {
        return start(Ports.free(2), certificates, log, "--cluster", inventory.toString(), "--rules", rules.toString());
    }

    /** With these arguments, on a port and the one behind it. Returns once it says that it is ready. */
    public static PackagedServer start(int port, Path certificates, Path log, String... arguments) {
        return start(Map.of(), port, certificates, log, arguments);
    }

    /** The same with what every container of a pod finds in its environment: it leaves slowly, and makes no certificate. */
    public static PackagedServer startAsInPod(int port, Path certificates, Path log, String... arguments) {
        return start(Map.of("KUBERNETES_SERVICE_HOST", "127.0.0.1"), port, certificates, log, arguments);
    }

    private static PackagedServer start(
            Map<String, String> environment, int port, Path certificates, Path log, String... arguments) {
        List<String> command = java(
                "serve",
                "--port",
                String.valueOf(port),
                "--management-port",
                String.valueOf(port + 1),
                "--certs",
                certificates.toString());
        command.addAll(List.of(arguments));
        if (!command.contains("--console-port")) {
            command.addAll(List.of("--console-port", "off")); // several servers, one usual port
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        PackagedServer server = new PackagedServer(OwnedProcess.start(builder), log, certificates, port, port + 1);
        server.awaitReady();
        return server;
    }

    public int port() {
        return port;
    }

    /** Another word than serve, run to its end. */
    public static Result command(String... arguments) {
        return new Script(Script.PROJECT, Map.of()).run(java(arguments));
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** In Prometheus' text form. */
    public String metrics() {
        try {
            return management(URI.create("http://127.0.0.1:" + managementPort + "/q/metrics"), PATIENCE)
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url(String path) {
        return "https://127.0.0.1:" + port + path;
    }

    /** The authority of its certificate, in PEM. */
    byte[] authority() {
        try {
            return Files.readAllBytes(certificates.resolve("ca.crt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those held of that kind, by the metric. */
    public int objects(String kind) {
        return (int) metric("kosmos_admission_inventory_objects{kind=\"" + kind + "\"}");
    }

    public long pid() {
        return process.pid();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM, as Kubernetes ends it; doesn't wait. */
    public void terminate() {
        process.terminate();
    }

    /** Without any goodbye. */
    public void kill() {
        process.kill();
    }

    /** The code that it ends with, within 30 seconds, as Kubernetes grants them. */
    public int exitCode() {
        return process.exitWithin(Duration.ofSeconds(30))
                .orElseThrow(() -> new IllegalStateException("still there after 30 seconds:\n" + log()));
    }

    @Override
    public void close() {
        terminate();
        try {
            exitCode();
        } finally {
            process.kill();
        }
    }

    private void awaitReady() {
        try {
            await("ready").until(() -> !process.isAlive() || isReady().orElse(false));
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended with " + exitCode());
            }
        } catch (RuntimeException e) {
            process.kill();
            throw new IllegalStateException("the server did not start:\n" + log(), e);
        }
    }

    /** What its readiness probe says; empty where it says nothing in time. */
    public Optional<Boolean> isReady() {
        try {
            return Optional.of(management(healthAddress(), PROBE).statusCode() == 200);
        } catch (HttpTimeoutException busy) {
            return Optional.empty();
        } catch (IOException notListening) {
            return Optional.of(false);
        }
    }

    public HttpResponse<String> health() throws IOException {
        return management(healthAddress(), PATIENCE);
    }

    /** Of the readiness probe. */
    public URI healthAddress() {
        return URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready");
    }

    /** One of its metrics, by its name and labels as they are written there. */
    public double metric(String series) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no metric " + series));
    }

    private static HttpResponse<String> management(URI address, Duration time) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(time).build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
