package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.cli.cases.CaseRunner;
import io.kosmosadmission.cli.review.InMemoryWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever a user could see, in memory. */
class GoldenCasesTest {

    static final Path CASES = Path.of("src/test/resources/cases");

    private static final long MOST_IN_A_FOLDER = 60;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return tests(new CaseRunner(new InMemoryWire()));
    }

    @Test
    void noFolderHoldsMoreThanAPersonLooksThrough() throws IOException {
        String map = Files.readString(CASES.resolve("README.md"));
        Map<Path, Long> sizes = CaseRunner.find(CASES).stream()
                .collect(Collectors.groupingBy(folder -> CASES.relativize(folder.getParent()), Collectors.counting()));
        assertThat(sizes).allSatisfy((folder, size) -> {
            assertThat(size).isLessThanOrEqualTo(MOST_IN_A_FOLDER);
            assertThat(map).contains("| `" + folder + "` | ");
        });
        assertThat(map.lines().filter(line -> line.startsWith("| `"))).hasSameSizeAs(sizes.keySet());
    }

    /** A test for each case, named by its folder. */
    static Stream<DynamicTest> tests(CaseRunner runner) throws IOException {
        return CaseRunner.find(CASES).stream()
                .map(folder -> DynamicTest.dynamicTest(
                        CASES.relativize(folder).toString(),
                        folder.resolve("expect.yaml").toUri(),
                        () -> assertThat(runner.run(folder)).isEmpty()));
    }
}
