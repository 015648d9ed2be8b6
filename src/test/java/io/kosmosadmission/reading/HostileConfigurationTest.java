package io.kosmosadmission.reading;

import static io.kosmosadmission.reading.ConfigurationFile.HEAD;
import static io.kosmosadmission.reading.ConfigurationFile.errors;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the text, there is an answer, and not after years. */
@Timeout(value = 2, unit = MINUTES)
class HostileConfigurationTest {

    private static final int LONG = 100_000;

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("lists in lists", "[".repeat(LONG), "nested more than 64 deep"),
                arguments("mappings in mappings", "{a: ".repeat(LONG), "nested more than 64 deep"),
                arguments("lists in lists in blocks", "- ".repeat(LONG) + "a", "nested more than 64 deep"),
                arguments("keys of keys", "? ".repeat(LONG) + "a", "nested more than 64 deep"),
                arguments("aliases of aliases", HEAD + laughs(9), "aliases stand for more than 100000 values"),
                arguments("itself", HEAD + "rules: &a [*a]", "alias *a stands inside of what it stands for"),
                arguments("itself as a key", "&a {*a : b}", "alias *a stands inside of what it stands for"),
                arguments(
                        "many aliases",
                        HEAD + "rules: [&a {}" + ", *a".repeat(200_000) + "]",
                        "aliases stand for more"),
                arguments("a long text again and again", again("a".repeat(1_000_000)), "must be a namespace"),
                arguments("a version too large", "%YAML 99999999999.1\n---\na: b", "not valid YAML"),
                arguments("an escape too large", "a: \"\\UFFFFFFFF\"", "not valid YAML"),
                arguments("half of a character", HEAD + "contact: \uD800", "character U+D800 can't be printed"),
                arguments("a tag of one's own", HEAD + "contact: !!java.lang.Runtime x", "must be a string"),
                arguments("a tag for a list", HEAD + "rules: !mine []", "must be a list"),
                arguments("a tag for a mapping", HEAD + "storage: !!set {mode}", "must be a mapping"),
                arguments(
                        "a long address",
                        HEAD + "providers: [{name: a, nodes: [{publicCIDR: '" + ":".repeat(LONG) + "!/1'}]}]",
                        "must be an address range"),
                arguments(
                        "a long number",
                        HEAD + "rules: [{placement: {spread: {maxSkew: " + "9".repeat(LONG) + "}}}]",
                        "must be at most"),
                arguments("a long key", HEAD + "? " + "k".repeat(1_000_000) + "\n: x", "unknown field"),
                arguments("too long", "#".repeat(4 * 1024 * 1024 + 1), "the file has more than 4194304 characters"),
                arguments("many errors", HEAD + "rules: [" + "1,".repeat(LONG) + "]", "and 99000 more errors"));
    }

    /** Each line stands for ten of the line before. */
    private static String laughs(int lines) {
        return "x0: &x0 [a]\n"
                + IntStream.rangeClosed(1, lines)
                        .mapToObj(line -> "x" + line + ": &x" + line + " ["
                                + String.join(",", Collections.nCopies(10, "*x" + (line - 1))) + "]\n")
                        .collect(Collectors.joining());
    }

    private static String again(String text) {
        return HEAD + "exempt: [{namespaces: [&a " + text + ", *a".repeat(50_000) + "]}]";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void answersWithAnError(String about, String text, String expected) {
        assertThat(errors(text))
                .isNotEmpty()
                .anySatisfy(error -> assertThat(error).contains(expected).hasSizeLessThan(500));
    }

    @RepeatedTest(200)
    void answersToRandomBytes(RepetitionInfo repetition) {
        byte[] bytes = new byte[repetition.getCurrentRepetition() * 5];
        new Random(repetition.getCurrentRepetition()).nextBytes(bytes);
        assertThat(errors(new String(bytes, StandardCharsets.ISO_8859_1))).isNotEmpty();
        assertThat(errors(new String(bytes, StandardCharsets.UTF_8))).isNotEmpty();
    }

    /** Most of these are YAML still, and wrong further in. */
    @RepeatedTest(500)
    void answersToAFileWithAFewCharactersChanged(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder(
                HEAD + String.join("", ValidConfigurations.all().subList(1, 5)));
        String characters = "{}[]:,-&*!|>'\"%@`#?~ \n\t<1a\\\u00e9";
        for (int change = 0; change <= random.nextInt(5); change++) {
            char character = characters.charAt(random.nextInt(characters.length()));
            text.setCharAt(random.nextInt(text.length()), character);
        }
        assertThat(errors(text.toString()))
                .allSatisfy(error -> assertThat(error).startsWith("rules.yaml:"));
    }

    @Test
    void readsAFileOfThreeMebibytes() {
        String rule = "- {name: rule-%d, match: [{namespaces: [team-%d]}], placement: {spread: {}}}\n";
        StringBuilder text = new StringBuilder(HEAD + "rules:\n");
        for (int index = 0; text.length() < 3 * 1024 * 1024; index++) {
            text.append(rule.formatted(index, index));
        }
        assertThat(errors(text.toString())).isEmpty();
    }
}
