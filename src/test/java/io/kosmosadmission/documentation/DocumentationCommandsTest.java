package io.kosmosadmission.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.cli.Ran;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader types, and what is printed then. */
class DocumentationCommandsTest {

    private static final String PROGRAM = "java -jar target/quarkus-app/quarkus-run.jar ";
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--[a-z][a-z-]+)");

    private final Page commandLine = Page.of(Page.FOLDER.resolve("command-line.md"));

    /** Those that need no cluster and no file of the reader's own; where what is printed goes is left out. */
    static Stream<String> commands() {
        return Page.all().stream()
                .flatMap(page -> page.text().lines())
                .flatMap(line -> Stream.of(line.split("&&|`")))
                .map(command -> command.replaceFirst("^[ $]+", ""))
                .filter(command -> command.startsWith(PROGRAM))
                .map(command -> command.substring(PROGRAM.length()).replaceAll(" [>#].*| &$", ""))
                .filter(command -> command.matches("(review|audit|init|rules|test|simulate|dump) .*"))
                .filter(command -> !command.contains("--kubeconfig")
                        && !command.contains("../ours")
                        && !command.contains("--cluster cluster.yaml"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isUnderstoodAndFindsItsFiles(String command) throws IOException {
        String[] redirected = command.split(" < ");
        String input = redirected.length == 1 ? "" : Files.readString(Path.of(redirected[1].strip()));
        Ran ran = Ran.with(input, redirected[0].strip().split(" +"));
        assertThat(ran.err().lines().filter(line -> !line.startsWith("progress: ")))
                .isEmpty(); // a slow machine
        assertThat(ran.exitCode()).isBetween(0, 1);
    }

    @Test
    void thereAreSuchCommands() {
        assertThat(commands()).hasSizeGreaterThan(6);
    }

    /** A block that begins with a prompt shows the whole of what is printed. */
    @Test
    void whatIsPrintedIsShown() {
        List<String> shown = new ArrayList<>();
        for (Page page : Page.all()) {
            page.blocks().stream()
                    .filter(block -> block.startsWith("$ " + PROGRAM))
                    .forEach(shown::add);
        }
        assertThat(shown).isNotEmpty().allSatisfy(block -> {
            int end = block.indexOf('\n');
            String command = block.substring(("$ " + PROGRAM).length(), end);
            assertThat(Ran.with("", command.split(" +")).out()).isEqualTo(block.substring(end + 1));
        });
    }

    @Test
    void theReadmeShowsTheBeginningOfItsReview() {
        String shown = Page.of(Path.of("README.md")).blocks().stream()
                .filter(block -> block.startsWith("+ Deployment"))
                .findFirst()
                .orElseThrow();
        Ran ran = Ran.with("", "review", "k8s/examples/spread/manifests.yaml");
        assertThat(ran.out().lines())
                .containsSubsequence(
                        shown.lines().filter(line -> !line.strip().equals("…")).toList());
    }

    /** Under the heading of each command, or under the one that is common to them. */
    @ParameterizedTest
    @ValueSource(strings = {"serve", "review", "audit", "init", "test", "rules", "simulate", "dump"})
    void everyOptionIsTold(String command) {
        Set<String> ours = options(Ran.with("", "help", command).out());
        ours.remove("--help");
        String told = commandLine.section("Which cluster, which rules") + commandLine.section(command);
        assertThat(options(told)).containsAll(ours);
        assertThat(commandLine.blocks().get(0).lines().filter(line -> line.startsWith(command + " ")))
                .hasSize(1);
    }

    @Test
    void noOptionIsToldThatIsNone() {
        Set<String> ours = Stream.of("serve", "review", "audit", "init", "test", "rules", "simulate", "dump")
                .flatMap(command -> options(Ran.with("", "help", command).out()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ours).containsAll(options(commandLine.text()));
    }

    private static Set<String> options(String text) {
        return OPTION.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
