package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.build.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code review} says of manifests of the shapes that well-known projects publish, in the example cluster with its
 * rules: a warning there is one that many people would read. Each {@code NAME.yaml} has what is said in
 * {@code NAME.txt}, without the steps and the fields that are added.
 */
class PublishedManifestsTest {

    private static final Path FOLDER = Script.PROJECT.resolve("src/test/resources/published");
    private static final String ADDED = "    + ";
    private static final String STEP = "    - ";

    @ParameterizedTest
    @MethodSource("manifests")
    void areAnsweredAsExpected(String name) throws IOException {
        Ran ran = Ran.with("", "review", FOLDER.resolve(name + ".yaml").toString());
        String said = ran.err().replace(FOLDER + "/", "")
                + ran.out()
                        .lines()
                        .filter(line -> !line.startsWith(ADDED) && !line.startsWith(STEP))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
        assertThat(said + "exit " + ran.exitCode() + "\n").isEqualTo(Files.readString(FOLDER.resolve(name + ".txt")));
    }

    static Stream<String> manifests() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
