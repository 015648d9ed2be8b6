package io.kosmosadmission.realcluster;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script;
import io.kosmosadmission.build.Script.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What users start: {@code java -jar … serve}, as a process of its own, on ports of loopback. */
final class PackagedServer implements AutoCloseable {
    private static final Path JAR = Script.PROJECT.resolve("target/quarkus-app/quarkus-run.jar");

    private final Process process;
    private final Path log;
    private final Path certificates;
    private final int port;
    private final int managementPort;

    private PackagedServer(Process process, Path log, Path certificates, int port, int managementPort) {
        this.process = process;
        this.log = log;
        this.certificates = certificates;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** On a folder. Returns once it says that it is ready. */
    static PackagedServer start(Path inventory, Path rules, Path certificates, Path log) {
        return start(Ports.free(2), certificates, log, "--cluster", inventory.toString(), "--rules", rules.toString());
    }

    /** With these arguments, on a port and the one behind it. Returns once it says that it is ready. */
    static PackagedServer start(int port, Path certificates, Path log, String... arguments) {
        List<String> command = java(
                "serve",
                "--port",
                String.valueOf(port),
                "--management-port",
                String.valueOf(port + 1),
                "--certs",
                certificates.toString());
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            PackagedServer server = new PackagedServer(process, log, certificates, port, port + 1);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another word than serve, run to its end. */
    static Result command(String... arguments) {
        return new Script(Script.PROJECT, Map.of()).run(java(arguments));
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** In Prometheus' text form. */
    String metrics() {
        try {
            return ask("/q/metrics").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String url(String path) {
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

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By SIGTERM, as Kubernetes ends it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still there 30 seconds after SIGTERM:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private void awaitReady() {
        try {
            await("ready").atMost(Duration.ofSeconds(60)).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("it ended with " + process.exitValue());
                }
                return ready();
            });
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not start:\n" + log(), e);
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            return ask("/q/health/ready").statusCode() == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                .timeout(Duration.ofSeconds(2))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
