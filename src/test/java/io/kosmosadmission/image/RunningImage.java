package io.kosmosadmission.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.OwnedProcess;
import io.kosmosadmission.build.Script;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.server.Https;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An unpacked image, started as a pod starts it, by src/test/image/run. */
final class RunningImage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final HttpClient PLAIN = HttpClient.newHttpClient();

    private final OwnedProcess process;
    private final Path folder;
    private final Path log;
    private final int port;

    private RunningImage(OwnedProcess process, Path folder, Path log, int port) {
        this.process = process;
        this.folder = folder;
        this.log = log;
        this.port = port;
    }

    /** Returns once it is ready. */
    static RunningImage serve(Path folder, String options) throws IOException {
        int port = Ports.free(2);
        Path log = Files.createTempFile(folder, "serve", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        "src/test/image/run",
                        folder.toString(),
                        "serve",
                        "--port=" + port,
                        "--management-port=" + (port + 1),
                        "--certs=/etc/kosmos-admission/tls")
                .directory(Script.PROJECT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_TOOL_OPTIONS", options);
        RunningImage image = new RunningImage(OwnedProcess.start(builder), folder, log, port);
        try {
            await("ready").atMost(PATIENCE).until(() -> !image.process.isAlive() || image.isReady());
            assertThat(image.process.isAlive()).as(image.log()).isTrue();
        } catch (RuntimeException | Error e) {
            image.process.kill();
            throw new AssertionError("it did not get ready:\n" + image.log(), e);
        }
        return image;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return PLAIN.send(
                                    HttpRequest.newBuilder(
                                                    URI.create("http://127.0.0.1:" + (port + 1) + "/q/health/ready"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    /** A review over TLS, by the authority that it made. */
    HttpResponse<String> review(String path, Path body) throws IOException, InterruptedException {
        return Https.client(folder.resolve("tls/ca.crt"))
                .send(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                                .header("Content-Type", "application/json")
                                .timeout(PATIENCE)
                                .POST(BodyPublishers.ofFile(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM, as a kubelet ends it; returns the code that it ends with. */
    int end() {
        process.terminate();
        return process.exitWithin(Duration.ofSeconds(30)).orElse(-1);
    }

    @Override
    public void close() {
        process.close();
    }
}
