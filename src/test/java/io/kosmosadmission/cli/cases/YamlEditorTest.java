package io.kosmosadmission.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kosmosadmission.cli.review.Trees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is the same stays as it is written. */
class YamlEditorTest {

    private static final String LONG =
            "a sentence that goes on and on, and then on and on again, and yet again on and on,"
                    + " for it is a sentence that is longer than any line";
    private static final String FOLDED = """
            a: >-
              a sentence that goes on and on, and then on and on again, and yet again on and on, for it is a sentence that is
              longer than any line
            """;

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void edits(String what, String before, String value, String after) throws IOException {
        JsonNode to = read(value);
        String edited = YamlEditor.edited(before, read(before), to);
        assertThat(edited).isEqualTo(after);
        assertThat(read(edited)).isEqualTo(to);
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.of("nothing", "a:   'x' # c\n", "{a: x}", "a:   'x' # c\n"),
                Arguments.of("a text", "# top\na: x # c\n# end\n", "{a: w}", "# top\na: w # c\n# end\n"),
                Arguments.of("a text without a last line end", "a: x", "{a: w}", "a: w"),
                Arguments.of(
                        "a text with an astral character before", "a: 😀\nb: x\n", "{a: 😀, b: w}", "a: 😀\nb: w\n"),
                Arguments.of(
                        "a block of text", "a: >-\n  x\n  w\n\n# c\nb: z\n", "{a: v, b: z}", "a: v\n\n# c\nb: z\n"),
                Arguments.of(
                        "a text that grows before a comment",
                        "a: x # c\n",
                        "{a: '" + LONG + "!'}",
                        "a: \"" + LONG + "!\" # c\n"),
                Arguments.of("a text that grows", "a: x\n", "{a: '" + LONG + "'}", FOLDED),
                Arguments.of(
                        "a new field in its place", "a: x # c\nc: z\n", "{a: x, b: w, c: z}", "a: x # c\nb: w\nc: z\n"),
                Arguments.of("a new first field", "# top\nb: w\n", "{a: x, b: w}", "# top\na: x\nb: w\n"),
                Arguments.of("two new last fields", "a: x", "{a: x, b: w, c: [z]}", "a: x\nb: w\nc: [z]"),
                Arguments.of("a field less", "a: x\nb: >-\n  w\n# c\nc: z\n", "{a: x, c: z}", "a: x\n# c\nc: z\n"),
                Arguments.of("a list less", "a: x\nb:\n- w\n- z\n", "{a: x}", "a: x\n"),
                Arguments.of("a list that becomes a text", "a:\n# c\n- x\nb: w\n", "{a: x, b: w}", "a: x\nb: w\n"),
                Arguments.of("an element", "a:\n- x # c\n- w\n", "{a: [z, w]}", "a:\n- z # c\n- w\n"),
                Arguments.of(
                        "an element in between", "a:\n- x # c\n- z\n", "{a: [x, w, z]}", "a:\n- x # c\n- w\n- z\n"),
                Arguments.of("a first element", "a:\n  - w\n", "{a: [x, w]}", "a:\n  - x\n  - w\n"),
                Arguments.of("an element less", "a:\n- x\n- >-\n  w\n- z\n", "{a: [x, z]}", "a:\n- x\n- z\n"),
                Arguments.of(
                        "within one line",
                        "a: {b: [x, w], c: z} # c\n",
                        "{a: {b: [x, v], c: z}}",
                        "a: {b: [x, v], c: z} # c\n"),
                Arguments.of("more on one line", "a: {b: [x]}\n", "{a: {b: [x, w], c: 1}}", "a: {b: [x, w], c: 1}\n"),
                Arguments.of(
                        "deep inside",
                        "a:\n- b: x\n  c: [1]\n- d: w\n",
                        "{a: [{b: x, c: [1, 2], e: z}, {d: w}]}",
                        "a:\n- b: x\n  c: [1, 2]\n  e: z\n- d: w\n"),
                Arguments.of("an empty value", "a:\nb: {}\n", "{a: x, b: {c: w}}", "a: x\nb: {c: w}\n"),
                Arguments.of("an anchor", "a: &x {b: w}\nc: *x\n", "{a: {b: w}, c: {b: z}}", "a: {b: w}\nc: {b: z}\n"));
    }

    /** Texts that some YAML would read as something else. */
    static Stream<String> texts() {
        return Stream.of(
                "",
                " ",
                "x ",
                "true",
                "No",
                "null",
                "1",
                "1e3",
                "0x1",
                "~",
                "- x",
                "a: b",
                "a #b",
                "it's",
                "\"q\"",
                "'q'",
                "\"it's\"",
                "a\nb\n",
                "\ttab",
                "[x]",
                "{x}",
                "*x",
                "&x",
                "!x",
                "%x",
                "@x",
                "`x`",
                "2026-01-01",
                "é ☃ 😀",
                "back\\slash",
                "\u0007\"",
                LONG,
                LONG + " # a: b",
                "# " + LONG,
                LONG + "  two spaces",
                LONG + "\n",
                "x".repeat(200));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyTextIsReadAgainAsItWas(String text) throws IOException {
        for (String before : List.of("a: x\n", "a: [x]\n", "a:\n- x\n", "a: {b: x}\n", "a:\n  b: x\n")) {
            JsonNode from = read(before);
            JsonNode to = read(before.replace("x", Trees.JSON.writeValueAsString(text)));
            assertThat(read(YamlEditor.edited(before, from, to))).isEqualTo(to);
            assertThat(read(YamlStyle.document(to))).isEqualTo(to);
        }
    }

    @Test
    void anyResultCanBeMadeOfAnyOther() throws IOException {
        List<Path> results;
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/cases"))) {
            results =
                    files.filter(file -> file.endsWith("patched.yaml")).sorted().toList();
        }
        for (int i = 0; i < results.size(); i++) {
            String before = Files.readString(results.get(i));
            JsonNode to = read(Files.readString(results.get((i + 1) % results.size())));
            assertThat(read(YamlEditor.edited(before, read(before), to))).isEqualTo(to);
            assertThat(read(YamlStyle.document(to))).isEqualTo(to);
        }
    }

    private static JsonNode read(String yaml) throws IOException {
        return Trees.documents(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "test")
                .get(0);
    }
}
