package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.cli.cases.CaseRunner;
import io.kosmosadmission.cli.review.InMemoryWire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever a user could see, in memory. */
class GoldenCasesTest {

    static final Path CASES = Path.of("src/test/resources/cases");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return tests(new CaseRunner(new InMemoryWire()));
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
