package io.kosmosadmission.houserules;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Something that no text of the project may hold.
 *
 * @param name what is wrong with it
 * @param files the files that it holds for, by their path in the project
 * @param forbidden written so that this file itself doesn't match
 * @param guilty a line that breaks the rule, which shows that it can be broken
 */
record TextRule(String name, Pattern files, Pattern forbidden, String guilty) {
    static final List<TextRule> ALL = List.of(
            rule(
                    "a class named after nothing",
                    ".*\\.java",
                    "\\b(class|record|interface|enum)\\s+\\w*(Utils?|Helpers?|Manager|Impl)\\b",
                    "final class NodeUt" + "ils {"),
            rule("work left undone", ".*", "\\b(TO[D]O|FIX[M]E)\\b", "// TO" + "DO: later"),
            rule("a test switched off", ".*\\.java", "@Disa[b]led", "    @Disa" + "bled"),
            rule("a path of one machine", ".*", "(?<![\\w.~}-])/(home|root|work)/", "cd /ho" + "me/someone"),
            rule(
                    "a package registry's host",
                    ".*",
                    "repo\\d*\\.maven|proxy\\.golang|registry\\.npmjs|pypi\\.org",
                    "https://repo.ma" + "ven.apache.org"));

    /** The lines that break it, as {@code path:line: name: text}. */
    List<String> violations(String path, String text) {
        List<String> lines = text.lines().toList();
        return !files.matcher(path).matches()
                ? List.of()
                : IntStream.range(0, lines.size())
                        .filter(i -> forbidden.matcher(lines.get(i)).find())
                        .mapToObj(i -> path + ":" + (i + 1) + ": " + name + ": "
                                + lines.get(i).strip())
                        .toList();
    }

    private static TextRule rule(String name, String files, String forbidden, String guilty) {
        return new TextRule(name, Pattern.compile(files), Pattern.compile(forbidden), guilty);
    }
}
