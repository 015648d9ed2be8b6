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
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A control plane that a test has to itself, since it takes parts of it away. */
public final class OwnControlPlane implements AutoCloseable {
    private static final Pattern REVISION = Pattern.compile("\"revision\":\"(\\d+)\"");

    private final ControlPlane plane = ControlPlane.start();
    private final List<String> apiServer;
    private final Path pid;

    public OwnControlPlane() {
        this.pid = plane.file("kube-apiserver.pid");
        this.apiServer = List.of(read(Path.of("/proc", pid(), "cmdline")).split("\0"));
    }

    public ControlPlane plane() {
        return plane;
    }

    /** Without any goodbye. */
    public void killApiServer() {
        ProcessHandle process =
                ProcessHandle.of(Long.parseLong(pid())).orElseThrow(() -> new IllegalStateException("not there"));
        process.destroyForcibly();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    /** Returns once it is ready. */
    public void startApiServer() {
        Path log = plane.file("kube-apiserver.log");
        try {
            Process process = new ProcessBuilder(apiServer)
                    .directory(log.getParent().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Files.writeString(pid, String.valueOf(process.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        String url = apiServer.stream()
                .filter(argument -> argument.startsWith("http://"))
                .findFirst()
                .orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v3/kv/" + call))
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

    private String pid() {
        return read(pid).strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        plane.close();
    }
}
