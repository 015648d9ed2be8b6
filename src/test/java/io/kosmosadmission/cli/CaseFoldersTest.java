package io.kosmosadmission.cli;

import static io.kosmosadmission.cli.GoldenCasesTest.CASES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kosmosadmission.cli.cases.CaseRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each case can be found, and each cluster is written once. */
class CaseFoldersTest {

    private static final long MOST_IN_A_FOLDER = 60;

    @Test
    void eachFolderIsOnTheMapAndSoonLookedThrough() throws IOException {
        String map = Files.readString(CASES.resolve("README.md"));
        Map<Path, Long> sizes = CaseRunner.find(CASES).stream()
                .collect(Collectors.groupingBy(folder -> CASES.relativize(folder.getParent()), Collectors.counting()));
        assertThat(sizes).allSatisfy((folder, size) -> {
            assertThat(size).isLessThanOrEqualTo(MOST_IN_A_FOLDER);
            assertThat(map).contains("| `" + folder + "` | ");
        });
        assertThat(map.lines().filter(line -> line.startsWith("| `"))).hasSameSizeAs(sizes.keySet());
    }

    @Test
    void aClusterThatSeveralCasesNeedIsShared() throws IOException {
        Map<Map<String, String>, List<Path>> users = new HashMap<>();
        for (Path folder : CaseRunner.find(CASES)) {
            Path own = folder.resolve("cluster");
            if (Files.isDirectory(own)) {
                users.computeIfAbsent(manifests(own), any -> new ArrayList<>()).add(own);
            }
        }
        for (Path shared : children(CASES.resolve("clusters"))) {
            users.computeIfAbsent(manifests(shared), any -> new ArrayList<>()).add(shared);
        }
        assertThat(users.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    }

    @Test
    void eachSharedClusterSaysWhatItIsAndIsNeeded() throws IOException {
        Map<String, Long> named = new HashMap<>();
        for (Path folder : CaseRunner.find(CASES)) {
            JsonNode cluster = new YAMLMapper()
                    .readTree(folder.resolve("expect.yaml").toFile())
                    .path("cluster");
            named.merge(cluster.asText(), 1L, Long::sum);
        }
        for (Path shared : children(CASES.resolve("clusters"))) {
            assertThat(shared.resolve("README.md")).isNotEmptyFile();
            assertThat(named.getOrDefault(shared.getFileName().toString(), 0L))
                    .as(shared.toString())
                    .isGreaterThan(1);
        }
    }

    private static Map<String, String> manifests(Path cluster) throws IOException {
        Map<String, String> manifests = new HashMap<>();
        for (Path file : children(cluster)) {
            if (!file.endsWith("README.md")) {
                manifests.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return manifests;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }
}
