package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kosmosadmission.build.Script;
import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The golden cases don't demand nonsense: the real API server accepts each patched pod whose original it accepts, and what it
 * stored of it when that is created again, as a restored backup is.
 */
@ExtendWith(RealCluster.class)
class GoldenCasesIT {
    private static final Path CASES = Script.PROJECT.resolve("src/test/resources/cases");

    private final YAMLMapper yaml = new YAMLMapper();
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path originals;

    @TempDir
    private Path results;

    @TempDir
    private Path storedOriginals;

    @TempDir
    private Path storedResults;

    @Test
    void everyPatchedPodIsAcceptedAndAcceptedAgain(Scene scene) throws IOException {
        List<Path> cases = patchedPods();
        for (int i = 0; i < cases.size(); i++) {
            write(cases.get(i).resolveSibling("object.yaml"), originals, "case-" + i, scene.namespace());
            write(cases.get(i), results, "case-" + i, scene.namespace());
        }

        Accepted original = create(scene, originals);
        Accepted result = create(scene, results);
        Accepted originalAgain = create(scene, export(original, storedOriginals));
        Accepted resultAgain = create(scene, export(result, storedResults));

        assertThat(originalAgain.pods()).isNotEmpty();
        assertThat(lost(original, result, cases)).as(result.errors()).isEmpty();
        assertThat(lost(originalAgain, resultAgain, cases))
                .as(resultAgain.errors())
                .isEmpty();
    }

    /** What the API server would store, by name, and what it said of the others. */
    private record Accepted(Map<String, JsonObject> pods, String errors) {}

    private static List<Path> lost(Accepted original, Accepted result, List<Path> cases) {
        return original.pods().keySet().stream()
                .filter(name -> !result.pods().containsKey(name))
                .map(name -> cases.get(Integer.parseInt(name.substring("case-".length()))))
                .toList();
    }

    /** Nothing is kept: all that is asked for is the API server's opinion. */
    private Accepted create(Scene scene, Path folder) throws IOException {
        Result create =
                scene.kubectl("create", "--dry-run=server", "--validate=ignore", "-o", "json", "-f", folder.toString());
        Map<String, JsonObject> pods = new TreeMap<>();
        try (MappingIterator<ObjectNode> each = json.readerFor(ObjectNode.class).readValues(create.stdout())) {
            each.forEachRemaining(pod -> pods.put(pod.at("/metadata/name").asText(), new JsonObject(pod.toString())));
        }
        return new Accepted(pods, create.stderr());
    }

    private static Path export(Accepted accepted, Path folder) throws IOException {
        for (Map.Entry<String, JsonObject> pod : accepted.pods().entrySet()) {
            Files.writeString(
                    folder.resolve(pod.getKey() + ".json"),
                    Json.export(pod.getValue()).encode());
        }
        return folder;
    }

    private List<Path> patchedPods() throws IOException {
        List<Path> pods = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            for (Path file : files.filter(path -> path.endsWith("patched.yaml")).toList()) {
                boolean isObject = Files.exists(file.resolveSibling("object.yaml")); // else it is a raw body
                if (isObject
                        && yaml.readTree(file.toFile()).path("kind").asText().equals("Pod")) {
                    pods.add(file);
                }
            }
        }
        return pods;
    }

    /** In the scene's namespace, since the case's own isn't there, and under a name that kubectl's answer tells apart. */
    private void write(Path file, Path folder, String name, String namespace) throws IOException {
        ObjectNode pod = (ObjectNode) yaml.readTree(file.toFile());
        ObjectNode metadata = pod.withObjectProperty("metadata");
        metadata.remove("generateName");
        metadata.put("namespace", namespace).put("name", name);
        yaml.writeValue(folder.resolve(name + ".yaml").toFile(), pod);
    }
}
