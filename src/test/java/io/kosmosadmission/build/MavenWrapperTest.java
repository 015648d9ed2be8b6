package io.kosmosadmission.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.kosmosadmission.build.Script.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** mvnw against a server on loopback, with a distribution whose {@code mvn} only says how it was called. */
class MavenWrapperTest {
    private static final String NAME = "/apache-maven-9.9.9-bin.tar.gz";

    @TempDir
    private Path home;

    @TempDir
    private Path work;

    private final AtomicInteger downloads = new AtomicInteger();
    private HttpServer server;
    private byte[] distribution;
    private String url;

    @BeforeEach
    void serve() throws Exception {
        program(work.resolve("apache-maven-9.9.9/bin/mvn"), "echo downloaded maven: $@");
        Script tar = new Script(work, Map.of());
        assertThat(tar.run(List.of("tar", "-czf", "d.tar.gz", "apache-maven-9.9.9"))
                        .exit())
                .isZero();
        distribution = Files.readAllBytes(work.resolve("d.tar.gz"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(NAME, exchange -> {
            downloads.incrementAndGet();
            exchange.sendResponseHeaders(200, distribution.length);
            exchange.getResponseBody().write(distribution);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + NAME;
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void downloadsOnceAndPassesTheArgumentsOn() throws Exception {
        Result first = mvnw(Map.of("MVNW_FORCE_DOWNLOAD", "1"), "-B", "verify");
        Result second = mvnw(Map.of("MVNW_FORCE_DOWNLOAD", "1"), "clean");

        assertThat(first).isEqualTo(new Result(0, "downloaded maven: -B verify\n", "mvnw: downloading " + url + "\n"));
        assertThat(second).isEqualTo(new Result(0, "downloaded maven: clean\n", ""));
        assertThat(downloads).hasValue(1);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void keepsNothingWhereTheChecksumIsWrong() throws Exception {
        String wrong = "0".repeat(128);

        Result result = mvnw(Map.of("MVNW_FORCE_DOWNLOAD", "1", "MVNW_DISTRIBUTION_SHA512", wrong));

        assertThat(result.exit()).isOne();
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .contains("wrong SHA-512 of " + url)
                .contains("expected " + wrong)
                .contains("actual   " + sha512());
        assertThat(kept()).isEmpty();
    }

    @Test
    void saysWhatItCouldNotDownload() throws Exception {
        Result result =
                mvnw(Map.of("MVNW_FORCE_DOWNLOAD", "1", "MVNW_DISTRIBUTION_URL", url.replace(NAME, "/gone.tar.gz")));

        assertThat(result.exit()).isOne();
        assertThat(result.stderr()).contains("mvnw: cannot download").contains("/gone.tar.gz");
        assertThat(kept()).isEmpty();
    }

    @Test
    void takesUrlAndChecksumFromTheProperties() throws Exception {
        Path copy = Files.createDirectories(work.resolve("project"));
        Files.copy(Script.PROJECT.resolve("mvnw"), copy.resolve("mvnw"));
        Path properties = Files.createDirectories(copy.resolve(".mvn/wrapper")).resolve("maven-wrapper.properties");
        Files.writeString(properties, "distributionUrl=" + url + "\ndistributionSha512Sum=" + sha512() + "\n");
        Script script = new Script(work, Map.of("HOME", home.toString(), "MVNW_FORCE_DOWNLOAD", "1"));

        assertThat(script.run(List.of("sh", "project/mvnw", "-v")).stdout()).isEqualTo("downloaded maven: -v\n");
    }

    @Test
    void theProjectsOwnPropertiesNameAReleaseAndItsChecksum() throws IOException {
        assertThat(Script.PROJECT.resolve(".mvn/wrapper/maven-wrapper.properties"))
                .content()
                .containsPattern("(?m)^distributionUrl=https://archive\\.apache\\.org/dist/maven/.*-bin\\.tar\\.gz$")
                .containsPattern("(?m)^distributionSha512Sum=[0-9a-f]{128}$");
    }

    @ParameterizedTest(name = "mvn {0} installed: {1}")
    @CsvSource({
        "Apache Maven 3.8.6 (84538c9),   installed",
        "Apache Maven 3.10.0,            installed",
        "Apache Maven 4.0.0-rc-4,        installed",
        "\u001b[1mApache Maven 3.8.7\u001b[m, installed",
        "Apache Maven 3.8.5,             downloaded",
        "Apache Maven 3.6.3,             downloaded",
        "no version at all,              downloaded"
    })
    void prefersAnInstalledMavenThatIsNewEnough(String version, String runs) throws Exception {
        program(work.resolve("path/mvn"), "[ \"$1\" = -v ] && echo '" + version + "' || echo installed maven: $@");

        Result result = mvnw(Map.of("PATH", work.resolve("path") + ":" + System.getenv("PATH")), "verify");

        assertThat(result.stdout()).isEqualTo(runs + " maven: verify\n");
    }

    private Result mvnw(Map<String, String> more, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(
                Map.of("HOME", home.toString(), "MVNW_DISTRIBUTION_URL", url, "MVNW_DISTRIBUTION_SHA512", sha512()));
        environment.putAll(more);
        List<String> command =
                new ArrayList<>(List.of("sh", Script.PROJECT.resolve("mvnw").toString()));
        command.addAll(List.of(arguments));
        return new Script(work, environment).run(command);
    }

    private String sha512() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(distribution));
    }

    private List<Path> kept() throws IOException {
        Path dists = home.resolve(".m2/wrapper/dists");
        try (Stream<Path> files = Files.exists(dists) ? Files.list(dists) : Stream.empty()) {
            return files.toList();
        }
    }

    private static void program(Path path, String body) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
