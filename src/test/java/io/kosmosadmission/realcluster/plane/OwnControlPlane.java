package io.kosmosadmission.realcluster.plane;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A control plane that a test has to itself, since it takes parts of it away. */
public final class OwnControlPlane implements AutoCloseable {
    private static final Pattern REVISION = Pattern.compile("\"revision\":\"(\\d+)\"");

    private final ControlPlane plane = ControlPlane.start();

    public ControlPlane plane() {
        return plane;
    }

    /** Without any goodbye. */
    public void killApiServer() {
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow(() -> new IllegalStateException("not there"));
        process.destroyForcibly();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    /** Returns once it is ready. */
    public void startApiServer() {
        plane.startApiServer();
        await("API server").until(() -> plane.kubectl("get", "--raw", "/readyz").exit() == 0);
    }

    /** Removes an object behind the API server's back. */
    public void deleteFromEtcd(String key) {
        etcd("deleterange", "{\"key\":\"%s\"}".formatted(base64(key)));
    }

    /** Forgets all but the newest state, so that no watch can go on from an older one. */
    public void compactEtcd() {
        Matcher revision = REVISION.matcher(etcd("range", "{\"key\":\"%s\"}".formatted(base64("nothing"))));
        if (!revision.find()) {
            throw new IllegalStateException("no revision");
        }
        etcd("compaction", "{\"revision\":\"%s\",\"physical\":true}".formatted(revision.group(1)));
    }

    private String etcd(String call, String body) {
        URI uri = URI.create("http://127.0.0.1:%d/v3/kv/%s".formatted(plane.port() + 1, call));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private long pid() {
        try {
            return Long.parseLong(
                    Files.readString(plane.file("kube-apiserver.pid")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        plane.close();
    }
}
