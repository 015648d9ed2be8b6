package io.kosmosadmission.reading.yaml;

import io.kosmosadmission.reading.rules.ConfigurationErrors;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Parses a text into the nodes of its one YAML document, and words what is wrong with it for people. */
public final class YamlParser {

    // Characters. A ConfigMap holds at most 1 MiB; a file on a laptop may be longer, but not without end.
    private static final int LONGEST = 4 * 1024 * 1024;

    // The language itself nests 9 deep: file, rules, rule, match, term, selector, expressions, requirement, values.
    private static final int DEEPEST = 64;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new YamlCoreSchema())
            .setCodePointLimit(LONGEST)
            .setMaxAliasesForCollections(Integer.MAX_VALUE) // YamlGuard counts what they stand for
            .build();

    private final ConfigurationErrors errors;

    public YamlParser(ConfigurationErrors errors) {
        this.errors = errors;
    }

    /** Returns the root node; empty where errors were added instead. */
    public Optional<Node> parse(String text) {
        if (text.length() > LONGEST) {
            return failed(1, 1, "the file has more than " + LONGEST + " characters");
        }
        OptionalInt unprintable = firstUnprintable(text);
        if (unprintable.isPresent()) {
            return unprintable(text, unprintable.getAsInt());
        }
        try {
            return compose(text);
        } catch (MarkedYamlEngineException invalid) {
            Optional<Mark> mark = invalid.getProblemMark().or(invalid::getContextMark);
            errors.add(mark, "", "not valid YAML: " + YamlProblem.of(invalid, 1));
            return Optional.empty();
        } catch (RuntimeException invalid) {
            // The library throws some exceptions of other classes, such as NumberFormatException for an escape that is
            // too large.
            return failed(1, 1, "not valid YAML: " + invalid.getMessage());
        }
    }

    private Optional<Node> compose(String text) {
        Composer composer = new Composer(
                SETTINGS, new YamlGuard(new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text)), DEEPEST, LONGEST));
        Optional<Node> root = composer.hasNext() ? Optional.of(composer.next()) : Optional.empty();
        if (root.isEmpty() || root.get().getTag().equals(Tag.NULL)) {
            return failed(1, 1, "the file is empty; it needs at least apiVersion and kind");
        }
        if (composer.hasNext()) {
            errors.add(composer.next().getStartMark(), "", "a second YAML document; a file holds one configuration");
            return Optional.empty();
        }
        return root;
    }

    private Optional<Node> failed(int line, int column, String message) {
        errors.add(line, column, "", message);
        return Optional.empty();
    }

    private static OptionalInt firstUnprintable(String text) {
        int index = 0;
        while (index < text.length()) {
            int codePoint = text.codePointAt(index);
            if (!StreamReader.isPrintable(codePoint)) {
                return OptionalInt.of(index);
            }
            index += Character.charCount(codePoint);
        }
        return OptionalInt.empty();
    }

    private Optional<Node> unprintable(String text, int index) {
        String before = text.substring(0, index);
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        int column = before.codePointCount(before.lastIndexOf('\n') + 1, index) + 1;
        return failed(
                line,
                column,
                String.format("not valid YAML: character U+%04X can't be printed", text.codePointAt(index)));
    }
}
