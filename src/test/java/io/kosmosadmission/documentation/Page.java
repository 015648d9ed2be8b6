package io.kosmosadmission.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page for people, in Markdown. */
record Page(Path file, String text) {

    static final Path FOLDER = Path.of("src/docs");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```[a-z]*\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static Page of(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns every page of the project, the front door first. */
    static List<Page> all() {
        List<Path> files = new ArrayList<>();
        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "certs/README.md")
                .map(Path::of)
                .forEach(files::add);
        try (Stream<Path> pages = Files.walk(FOLDER)) {
            pages.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files.stream().map(Page::of).toList();
    }

    /** Returns the links that lead within the project, as they are written. */
    List<String> links() {
        return LINK.matcher(prose())
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    /** Returns where links into this page may lead, as GitHub makes it of the headings. */
    List<String> anchors() {
        return HEADING.matcher(prose())
                .results()
                .map(found -> found.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** Returns the fenced blocks: what is typed, printed or written into files. */
    List<String> blocks() {
        return BLOCK.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** Returns the rows of all tables whose first cell matches. */
    List<MatchResult> rows(String firstCell) {
        return Pattern.compile("(?m)^\\| " + firstCell + " \\|(.*)\\|$")
                .matcher(text)
                .results()
                .toList();
    }

    /** Returns what stands under a heading of the second order, up to the next one. */
    String section(String heading) {
        String line = "\n## " + heading + "\n";
        if (!text.contains(line)) {
            throw new IllegalArgumentException(file + " has no heading " + heading);
        }
        String rest = text.substring(text.indexOf(line) + line.length());
        int end = rest.indexOf("\n## ");
        return end < 0 ? rest : rest.substring(0, end);
    }

    String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
