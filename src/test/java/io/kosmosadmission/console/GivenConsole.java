package io.kosmosadmission.console;

import io.kosmosadmission.cli.console.CommandAnswers;
import io.kosmosadmission.cli.console.ObjectFinder;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.manifests.ExampleCluster;
import io.kosmosadmission.manifests.ManifestFolder;
import io.kosmosadmission.manifests.ManifestSource;
import io.kosmosadmission.manifests.Manifests;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A console on a free port, and a client that asks it. */
final class GivenConsole implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ManifestSource source;
    private final Console console;

    private GivenConsole(Manifests manifests, Optional<Path> rules) throws IOException {
        this.source = ManifestSource.open(manifests, rules);
        source.start();
        this.console = Console.open(0, new CommandAnswers(manifests, ObjectFinder.in(manifests), source, Mode.Enforce));
    }

    static GivenConsole ofExample() throws IOException {
        return new GivenConsole(new ExampleCluster(), Optional.empty());
    }

    /** A cluster of which each page shows something. */
    static GivenConsole ofShop() throws IOException {
        Path folder = Path.of("src/test/resources/console");
        return of(folder.resolve("shop.yaml"), folder.resolve("shop-rules.yaml"));
    }

    static GivenConsole of(Path cluster, Path rules) throws IOException {
        return new GivenConsole(new ManifestFolder(cluster), Optional.of(rules));
    }

    URI at(String path) {
        return URI.create(console.address()).resolve(path);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)).GET());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a form as the console's own page does; names and values take turns. */
    HttpResponse<String> post(String path, String... fields) throws IOException, InterruptedException {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        String origin = console.address().replaceFirst("/$", "");
        return send(HttpRequest.newBuilder(at(path))
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs))));
    }

    /** Asks as a browser does, until the page awaits nothing more. */
    String page(String path) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        HttpResponse<String> answer = get(path);
        while (answer.headers().firstValue("Refresh").isPresent()
                && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            answer = get(path);
        }
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        console.close();
        source.close();
    }
}
