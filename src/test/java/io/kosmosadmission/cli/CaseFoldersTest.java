package io.kosmosadmission.cli;

import static io.kosmosadmission.cli.GoldenCasesTest.CASES;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.cli.cases.CaseRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A case that nobody finds is written a second time. */
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
}
