package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kosmosadmission.build.Script;
import io.kosmosadmission.build.Script.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The golden cases don't demand nonsense: the real API server accepts each patched pod whose original it accepts. */
@ExtendWith(RealCluster.class)
class GoldenCasesIT {
    private static final Path CASES = Script.PROJECT.resolve("src/test/resources/cases");
    private static final Pattern REFUSED = Pattern.compile("(?:error when creating|error parsing) \"?([^\":]+)\"?");

    private final YAMLMapper yaml = new YAMLMapper();

    @TempDir
    private Path originals;

    @TempDir
    private Path results;

    @Test
    void everyPatchedPodIsAccepted(Scene scene) throws IOException {
        for (Path patched : patchedPods()) {
            write(patched.resolveSibling("object.yaml"), originals, scene.namespace());
            write(patched, results, scene.namespace());
        }

        Set<String> accepted = files(originals);
        accepted.removeAll(refused(create(scene, originals)));
        Result create = create(scene, results);
        Set<String> wrong = refused(create);
        wrong.retainAll(accepted);

        assertThat(accepted).isNotEmpty();
        assertThat(wrong).as(create.stderr()).isEmpty();
    }

    /** Nothing is kept: all that is asked for is the API server's opinion. */
    private static Result create(Scene scene, Path folder) {
        return scene.kubectl("create", "--dry-run=server", "--validate=ignore", "-f", folder.toString());
    }

    private List<Path> patchedPods() throws IOException {
        List<Path> pods = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            for (Path file : files.filter(path -> path.endsWith("patched.yaml")).toList()) {
                if (yaml.readTree(file.toFile()).path("kind").asText().equals("Pod")) {
                    pods.add(file);
                }
            }
        }
        return pods;
    }

    /** In the scene's namespace, since the case's own isn't there, and under the name of its case. */
    private void write(Path file, Path folder, String namespace) throws IOException {
        ObjectNode pod = (ObjectNode) yaml.readTree(file.toFile());
        pod.withObjectProperty("metadata").put("namespace", namespace);
        String name = CASES.relativize(file.getParent()).toString().replace('/', '_');
        yaml.writeValue(folder.resolve(name + ".yaml").toFile(), pod);
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> refused(Result create) {
        return REFUSED.matcher(create.stderr())
                .results()
                .map(match -> Path.of(match.group(1)).getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
