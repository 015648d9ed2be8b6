package io.kosmosadmission.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kosmosadmission.build.Needed;
import io.kosmosadmission.build.Script;
import io.kosmosadmission.manifests.InstalledManifests;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The image that {@code -Pimage} makes: read and unpacked by skopeo, run as a pod runs it, without a container engine. */
class ImageIT {
    private static final String HOME = "/opt/kosmos-admission/";
    private static final String CACHE = HOME + "kosmos-admission.aot";

    /** The JVM's own words for it; they are gone where it starts without the cache. */
    private static final String CACHE_IN_USE = "Using AOT-linked classes: true";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode POD =
            InstalledManifests.of("base").the("Deployment", "kosmos-admission").at("/spec/template/spec");

    private static Path archive;
    private static TemporaryFolder unpacked;

    @BeforeAll
    static void unpack() {
        String made = System.getProperty("image.archive", "");
        if (made.isEmpty()) {
            String sentence = "tests of the image are skipped: ./mvnw verify -Pimage makes it, and needs a JDK 25";
            System.out.println(sentence);
            abort(sentence);
        }
        Needed.program("skopeo");
        if (!"root".equals(System.getProperty("user.name"))) {
            Needed.lacking("tests of the image are skipped for a user who is not root: they mount and chroot");
        }
        archive = Path.of(made);
        unpacked = TemporaryFolder.create("image");
        script("src/test/image/unpack", made, unpacked.path().toString());
    }

    @AfterAll
    static void delete() {
        if (unpacked != null) {
            unpacked.delete();
        }
    }

    private static String script(String... command) {
        Script.Result result = new Script(Script.PROJECT, Map.of()).run(List.of(command));
        assertThat(result.exit()).as(result.stderr()).isZero();
        return result.stdout();
    }

    @Test
    void saysWhatTheDockerfileAndTheManifestsSay() throws IOException {
        JsonNode config = JSON.readTree(script("skopeo", "inspect", "--config", "oci-archive:" + archive))
                .path("config");
        JsonNode security = POD.path("securityContext");

        assertThat(config.path("User").asText())
                .isEqualTo(security.path("runAsUser").asText() + ":"
                        + security.path("runAsGroup").asText());
        List<String> entrypoint = new ArrayList<>(texts(config.path("Entrypoint")));
        assertThat(entrypoint.remove("-XX:AOTCache=" + CACHE)).isTrue();
        assertThat(entrypoint.remove("-XX:+UseCompactObjectHeaders")).isTrue(); // JDK 17 has none
        assertThat(entrypoint.set(0, "java")).startsWith("/");
        entrypoint.replaceAll(word -> word.replace(HOME, ""));
        assertThat(entrypoint).isEqualTo(ofDockerfile("ENTRYPOINT"));
        assertThat(texts(config.path("Cmd"))).isEqualTo(ofDockerfile("CMD"));
        assertThat(names(config.path("ExposedPorts"))).containsExactly("8443/tcp", "9000/tcp");
        assertThat(names(config.path("Labels"))).contains("org.opencontainers.image.version");
    }

    private static List<String> ofDockerfile(String instruction) throws IOException {
        String line = Files.readAllLines(Script.PROJECT.resolve("src/main/docker/Dockerfile")).stream()
                .filter(each -> each.startsWith(instruction + " "))
                .findFirst()
                .orElseThrow();
        return texts(JSON.readTree(line.substring(instruction.length())));
    }

    /** With the options of the Deployment and its memory limit, on a root that nobody can write to, and without /tmp. */
    @Test
    void startsFromItsCacheAnswersAReviewAndEndsCleanly() throws Exception {
        String options = StreamSupport.stream(POD.at("/containers/0/env").spliterator(), false)
                .filter(variable -> variable.path("name").asText().equals("JAVA_TOOL_OPTIONS"))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asText();
        try (RunningImage image = RunningImage.serve(unpacked.path(), options + " -XX:MaxRAM=384m -Xlog:aot")) {
            assertThat(image.log()).contains("Opened AOT cache " + CACHE, "Mapped static  region", CACHE_IN_USE);

            HttpResponse<String> answer =
                    image.review("/mutate", Script.PROJECT.resolve("src/bench/reviews/pod-create.json"));
            JsonNode response = JSON.readTree(answer.body()).path("response");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(response.path("allowed").asBoolean()).isTrue();
            assertThat(response.path("patch").asText()).isNotEmpty();

            assertThat(image.end()).isZero();
            assertThat(image.log()).doesNotContain("WARN", "ERROR", "warning", "TLS of the JDK");
        }
    }

    /** The cache was made with compressed pointers: the JVM starts without it. */
    @Test
    void startsWhereTheCacheDoesNotFit() throws IOException {
        try (RunningImage image =
                RunningImage.serve(unpacked.path(), "-XX:+UseSerialGC -XX:-UseCompressedOops -Xlog:aot")) {
            assertThat(image.log()).doesNotContain(CACHE_IN_USE);
            assertThat(image.end()).isZero();
        }
    }

    /** The jars that the build makes of our own classes are the component that the SBOM is of. */
    @Test
    void theSbomNamesEveryJar() throws IOException {
        JsonNode sbom = JSON.readTree(Files.readString(archive.resolveSibling("kosmos-admission.cdx.json")));
        TreeSet<String> named = new TreeSet<>();
        sbom.path("components").forEach(component -> named.add(jarName(component)));
        JsonNode ours = sbom.at("/metadata/component");
        named.add(ours.path("name").asText() + "-" + ours.path("version").asText() + ".jar");
        named.addAll(List.of("quarkus-run.jar", "generated-bytecode.jar", "transformed-bytecode.jar"));

        Path root = unpacked.path().resolve("root");
        try (Stream<Path> files = Files.walk(root)) {
            List<String> jars = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
            assertThat(jars).hasSizeGreaterThan(100);
            assertThat(named).containsAll(jars);
        }
    }

    /** As Quarkus names its file: group, artifact, version and, where it has one, classifier. */
    private static String jarName(JsonNode component) {
        Matcher classifier = Pattern.compile("[?&]classifier=([^&]+)")
                .matcher(component.path("purl").asText());
        return component.path("group").asText() + "." + component.path("name").asText() + "-"
                + component.path("version").asText() + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).sorted().collect(Collectors.toList());
    }
}
