package io.kosmosadmission.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.inventory.NeutralDrivers;
import io.kosmosadmission.inventory.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of platforms and drivers, as the page tells it and as the code has it. */
class BuiltInTableTest {

    private static final Path SOURCES = Path.of("src/main/java/io/kosmosadmission/inventory");
    private static final Page PAGE = Page.of(Page.FOLDER.resolve("built-in-table.md"));

    /** A name with a place for any letters is asked with such. */
    private static final String ANY = "any";

    @Test
    void eachRowIsThatOfItsPlatform() {
        List<MatchResult> rows = PAGE.rows("(`[^|]+)");
        List<MatchResult> platforms =
                rows.stream().filter(row -> row.group(2).contains(" | ")).toList();
        assertThat(platforms).hasSize(Platform.values().length);
        for (MatchResult row : platforms) {
            String[] cells = row.group(2).split(" \\| ");
            Platform platform = Platform.named(names(row.group(1)).get(0)).orElseThrow();
            assertThat(row.group(1)).startsWith("`" + platform + "`");
            holds(row.group(1), Platform::named, platform);
            holds(cells[0], Platform::ofBlockDriver, platform);
            holds(cells[1], Platform::ofFileDriver, platform);
            holds(cells[2], Platform::ofProviderID, platform);
            holds(cells[3], prefix -> Platform.ofLabelKey(prefix + "zone"), platform);
        }
    }

    private static void holds(String cell, Function<String, Optional<Platform>> lookUp, Platform platform) {
        for (String name : names(cell)) {
            assertThat(lookUp.apply(name.replace("*", ANY))).as(name).contains(platform);
        }
    }

    private static List<String> names(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void eachNeutralDriverIsOne() {
        List<MatchResult> kinds = PAGE.rows("[a-z][^|`]+").stream()
                .filter(row -> row.group(1).startsWith(" `"))
                .toList();
        assertThat(kinds).hasSizeGreaterThan(5);
        for (MatchResult kind : kinds) {
            for (String name : names(kind.group(1))) {
                assertThat(NeutralDrivers.contains(name.replace("*", ANY)))
                        .as(name)
                        .isTrue();
            }
        }
    }

    @Test
    void thePageLeavesNothingOut() throws IOException {
        Set<String> told = new TreeSet<>(names(PAGE.text()));
        for (String file : List.of("Platform.java", "PlatformDrivers.java", "NeutralDrivers.java")) {
            String source = Files.readString(SOURCES.resolve(file));
            Set<String> ours = Pattern.compile("\"([a-z0-9][-a-zA-Z0-9.:/]+)\"")
                    .matcher(source)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            ours.removeIf(name -> Stream.of(name, name + "*").anyMatch(told::contains));
            assertThat(ours).as(file).isEmpty();
        }
    }
}
