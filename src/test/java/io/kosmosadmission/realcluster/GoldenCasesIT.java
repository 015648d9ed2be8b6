package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kosmosadmission.build.Script;
import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
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
    private static final Pattern ACCEPTED = Pattern.compile("pod/(\\S+) created");

    private final YAMLMapper yaml = new YAMLMapper();

    @TempDir
    private Path originals;

    @TempDir
    private Path results;

    @Test
    void everyPatchedPodIsAccepted(Scene scene) throws IOException {
        List<Path> cases = patchedPods();
        for (int i = 0; i < cases.size(); i++) {
            write(cases.get(i).resolveSibling("object.yaml"), originals, "case-" + i, scene.namespace());
            write(cases.get(i), results, "case-" + i, scene.namespace());
        }

        Set<String> refused = accepted(create(scene, originals));
        assertThat(refused).isNotEmpty();
        Result create = create(scene, results);
        refused.removeAll(accepted(create));

        assertThat(refused.stream().map(name -> cases.get(Integer.parseInt(name.substring("case-".length())))))
                .as(create.stderr())
                .isEmpty();
    }

    /** Nothing is kept: all that is asked for is the API server's opinion. */
    private static Result create(Scene scene, Path folder) {
        return scene.kubectl("create", "--dry-run=server", "--validate=ignore", "-f", folder.toString());
    }

    private static Set<String> accepted(Result create) {
        return ACCEPTED.matcher(create.stdout())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
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
