package io.kosmosadmission.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader who starts at the README gets everywhere. */
class DocumentationLinksTest {

    private static final int LINES_OF_THE_README = 150;
    private static final Path DECISIONS = Page.FOLDER.resolve("decisions");

    static Stream<Page> pages() {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToSomething(Page page) {
        assertThat(broken(page)).isEmpty();
    }

    @Test
    void aBrokenLinkIsFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("other.md"), "# Of others\n\n```\n# not a heading\n```\n");
        Page page = new Page(folder.resolve("page.md"), """
                # One's own, and more
                [a](other.md) [b](other.md#of-others) [c](#ones-own-and-more) [d](https://example.com/x)
                [e](gone.md) [f](other.md#not-a-heading) [g](#elsewhere)
                ```
                [h](in-a-block.md)
                ```
                """);
        assertThat(broken(page)).containsExactly("gone.md", "other.md#not-a-heading", "#elsewhere");
    }

    private static List<String> broken(Page page) {
        List<String> broken = new ArrayList<>();
        for (String link : page.links()) {
            int hash = link.indexOf('#');
            String name = hash < 0 ? link : link.substring(0, hash);
            Path target = name.isEmpty() ? page.file() : page.file().resolveSibling(name);
            Page there = name.isEmpty() || hash < 0 ? page : Page.of(target);
            boolean anchored = hash < 0 || there.anchors().contains(link.substring(hash + 1));
            if (!(name.isEmpty() || Files.exists(target)) || !anchored) {
                broken.add(link);
            }
        }
        return broken;
    }

    /** A page that nobody links to is read by nobody. */
    @Test
    void everyPageIsReachedFromTheReadme() {
        List<Path> reached = new ArrayList<>(List.of(Path.of("README.md")));
        for (int i = 0; i < reached.size(); i++) {
            Path file = reached.get(i);
            Page.of(file).links().stream()
                    .map(link -> link.replaceAll("#.*", ""))
                    .filter(link -> link.endsWith(".md"))
                    .map(link -> file.resolveSibling(link).normalize())
                    .filter(page -> !reached.contains(page))
                    .distinct()
                    .forEach(reached::add);
        }
        assertThat(reached).containsAll(pages().map(Page::file).toList());
    }

    @Test
    void theFrontDoorIsShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(LINES_OF_THE_README);
    }

    @Test
    void decisionsAreNumberedDatedAndIndexed() throws IOException {
        Page index = Page.of(DECISIONS.resolve("README.md"));
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(DECISIONS)) {
            int number = 0;
            for (Path file :
                    files.filter(it -> !it.equals(index.file())).sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                String name = file.getFileName().toString();
                String digits = "%04d".formatted(++number);
                assertThat(name).startsWith(digits + "-");
                assertThat(lines.get(0)).as(name).startsWith("# " + digits + ". ");
                assertThat(lines.get(2)).as(name).matches("\\d{4}-\\d{2}-\\d{2}");
                rows.add("| [%s](%s) | %s | %s |"
                        .formatted(digits, name, lines.get(0).substring("# 0000. ".length()), lines.get(2)));
            }
        }
        assertThat(index.text().lines().filter(line -> line.startsWith("| ["))).containsExactlyElementsOf(rows);
    }
}
