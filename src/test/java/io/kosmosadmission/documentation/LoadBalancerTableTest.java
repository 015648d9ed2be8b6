package io.kosmosadmission.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.inventory.LoadBalancers;
import io.kosmosadmission.inventory.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each platform's controller reads, as the page tells it and as the code has it. */
class LoadBalancerTableTest {

    private static final Path SOURCE = Path.of("src/main/java/io/kosmosadmission/inventory/LoadBalancers.java");
    private static final Page PAGE = Page.of(Page.FOLDER.resolve("load-balancers.md"));

    @Test
    void eachRowIsThatOfItsPlatform() {
        List<MatchResult> rows = PAGE.rows("(`[^|]+)");
        assertThat(rows).hasSizeGreaterThan(20);
        for (MatchResult row : rows) {
            String[] cells = row.group(2).split(" \\| ");
            List<String> called = names(row.group(1));
            Platform platform = Platform.named(called.get(0)).orElseThrow();
            assertThat(called)
                    .allSatisfy(name -> assertThat(Platform.named(name)).contains(platform));
            assertThat(names(cells[0]))
                    .isNotEmpty()
                    .allSatisfy(prefix ->
                            assertThat(LoadBalancers.readers(prefix + "x")).contains(platform));
            assertThat(LoadBalancers.annotations(platform))
                    .contains(names(cells[0]).get(0));
            assertThat(LoadBalancers.leavesClasses(platform)).as(row.group(1)).isEqualTo(cells[1].equals("left alone"));
            assertThat(names(cells[2]))
                    .allSatisfy(prefix ->
                            assertThat(LoadBalancers.ofClass(prefix + "x")).contains(platform));
            assertThat(LoadBalancers.nodeLabels(platform)).isEqualTo(names(cells[3]));
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
    void thePageLeavesNothingOut() throws IOException {
        Set<String> ours = Pattern.compile("\"([a-z0-9][-a-zA-Z0-9.:/]+)\"")
                .matcher(Files.readString(SOURCE))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ours).hasSizeGreaterThan(40);
        ours.removeAll(new TreeSet<>(names(PAGE.prose())));
        assertThat(ours).isEmpty();
    }
}
