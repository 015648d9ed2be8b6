package io.kosmosadmission.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.kosmosadmission.Main;
import io.kosmosadmission.build.Needed;
import io.kosmosadmission.build.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person would otherwise have to remember. Each rule is also shown to be breakable. */
class HouseRulesTest {
    private static final int LINES_OF_A_FILE = 250;
    private static final int LINES_OF_A_METHOD = 60;

    private static final String ROOT = Main.class.getPackageName();
    private static final String SAMPLE = HouseRulesTest.class.getPackageName() + ".sample";
    private static final Path ROOMS = Path.of("src/main/java", ROOT.split("\\."));
    private static final JavaClasses OURS = new ClassFileImporter().importPath(Path.of("target/classes"));
    private static final JavaClasses GUILTY = new ClassFileImporter().importPackages(SAMPLE);

    static Stream<String> importRules() {
        return new ImportRule(ROOT).all().keySet().stream();
    }

    static Stream<TextRule> textRules() {
        return TextRule.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("importRules")
    void holds(String sentence) {
        ArchRule rule = new ImportRule(ROOT).all().get(sentence);
        assertThat(rule.evaluate(OURS).getFailureReport().getDetails()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("importRules")
    void isBrokenByTheSample(String sentence) {
        ArchRule rule = new ImportRule(SAMPLE).all().get(sentence);
        assertThat(rule.evaluate(GUILTY).hasViolation()).isTrue();
    }

    @Test
    void everyRoomIsOnTheMapAndHasAnImportRule() throws IOException {
        String map = Files.readString(ROOMS.resolve("package-info.java"));
        try (Stream<Path> rooms = Files.list(ROOMS).filter(Files::isDirectory)) {
            assertThat(rooms.map(room -> room.getFileName().toString()))
                    .isSubsetOf(ImportRule.rooms().toList())
                    .allSatisfy(room -> assertThat(map).contains("<li>{@code " + room + "} "));
        }
    }

    @Test
    void everyRoomSaysItsWayInAndWhatShowsIt() throws IOException {
        try (Stream<Path> rooms = Files.walk(ROOMS).filter(Files::isDirectory)) {
            for (Path room : rooms.filter(room -> !room.equals(ROOMS)).toList()) {
                Path info = room.resolve("package-info.java");
                assertThat(info).exists();
                String text = Files.readString(info);
                assertThat(text).as(info.toString()).contains("<p>Way in: ").contains("<p>Shown by: ");
                assertThat(shownBy(text).filter(name -> !exists(name)))
                        .as(info.toString())
                        .isEmpty();
            }
        }
    }

    /** The folders of cases and the tests that a package-info names. */
    private static Stream<String> shownBy(String text) {
        return Pattern.compile("\\{@code (cases/[\\w/-]+|\\w+(?:Test|IT))}")
                .matcher(text.substring(text.indexOf("<p>Shown by: ")))
                .results()
                .map(name -> name.group(1));
    }

    private static boolean exists(String name) {
        if (name.startsWith("cases/")) {
            return Files.isDirectory(Path.of("src/test/resources", name));
        }
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            return tests.anyMatch(test -> test.getFileName().toString().equals(name + ".java"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void onlyMainAndTheMapLieInTheHall() throws IOException {
        try (Stream<Path> files = Files.list(ROOMS).filter(Files::isRegularFile)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("Main.java", "package-info.java");
        }
    }

    @ParameterizedTest
    @MethodSource("textRules")
    void isNowhere(TextRule rule) throws IOException {
        List<String> violations = new ArrayList<>();
        texts().forEach((path, text) -> violations.addAll(rule.violations(path, text)));
        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("textRules")
    void isFoundInAGuiltyLine(TextRule rule) {
        String path = "src/main/java/Sample.java";
        assertThat(rule.violations(path, "fine\n" + rule.guilty() + "\nfine")).hasSize(1);
        assertThat(rule.violations(path, "class Utility {}\n \"$HOME/wo" + "rk/\" + \"/admission\"\n@EnabledIf"))
                .isEmpty();
    }

    @Test
    void filesAreSmall() throws IOException {
        assertThat(tooLong(mainSources())).isEmpty();
    }

    @Test
    void aLongFileIsFound(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("Long.java");
        assertThat(tooLong(List.of(Files.writeString(file, "\n".repeat(LINES_OF_A_FILE)))))
                .isEmpty();
        assertThat(tooLong(List.of(Files.writeString(file, "\n".repeat(LINES_OF_A_FILE + 1)))))
                .hasSize(1);
    }

    @Test
    void methodsAreSmall() throws IOException {
        assertThat(new MethodLengths(LINES_OF_A_METHOD).tooLong(mainSources())).isEmpty();
    }

    @Test
    void aLongMethodIsFound(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("Long.java");
        String shape = "class Long {\n    void fine() {}\n\n    void inner() {%s}\n}\n";
        MethodLengths lengths = new MethodLengths(LINES_OF_A_METHOD);
        Files.writeString(file, shape.formatted("\n".repeat(LINES_OF_A_METHOD - 1)));
        assertThat(lengths.tooLong(List.of(file))).isEmpty();
        Files.writeString(file, shape.formatted("\n".repeat(LINES_OF_A_METHOD)));
        assertThat(lengths.tooLong(List.of(file))).singleElement().asString().endsWith(":4: inner has 61 lines");
    }

    @Test
    void gitIgnoresNoSource() {
        Needed.program("git");
        assumeTrue(Files.exists(Path.of(".git")), "not a clone");
        assertThat(ignored("src", "k8s", ".ci", ".mvn")).isEmpty();
        assertThat(ignored("target")).isNotEmpty();
    }

    private static String ignored(String... folders) {
        // Whoever made the clone: git asks nothing of it but names.
        List<String> command = new ArrayList<>(
                List.of("git", "-c", "safe.directory=*", "ls-files", "--others", "--ignored", "--exclude-standard"));
        command.addAll(List.of(folders));
        Script.Result listed = new Script(Script.PROJECT, Map.of()).run(command);
        assertThat(listed.exit()).as(listed.stderr()).isZero();
        return listed.stdout();
    }

    private static List<String> tooLong(Collection<Path> files) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            int lines = Files.readAllLines(file).size();
            if (lines > LINES_OF_A_FILE) {
                found.add(file + " has " + lines + " lines");
            }
        }
        return found;
    }

    private static List<Path> mainSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** Every text that a clone holds, by its path; what the build or a user made is left out. */
    private static Map<String, String> texts() throws IOException {
        Map<String, String> texts = new HashMap<>();
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isMade(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !isMade(file)) {
                    // Latin 1 takes every byte: what isn't a text can't match either.
                    texts.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return texts;
    }

    /** In a work tree of git's, {@code .git} is a file. */
    private static boolean isMade(Path path) {
        return path.toString().matches("\\.git|target|\\.idea|\\.vscode|certs/.*\\.(crt|key|csr|srl)");
    }
}
