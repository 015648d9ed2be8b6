package io.kosmosadmission.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Configuration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RulesInForceTest {
    private static final String HEAD = "apiVersion: kosmos-admission.io/v1alpha1\nkind: KosmosConfiguration\n";
    private static final String GONE = "gone";
    private static final String NONE = "there are none";

    /** A sentence, what an earlier run remembered, what is written one after the other, what holds at last. */
    static Stream<Arguments> rows() {
        return Stream.of(
                row("none ever", "", "", "", true),
                row("good", "", "a", "a", true),
                row("one good after another", "", "a b", "b", true),
                row("bad, and never a good one", "", "bad", "", false),
                row("bad after good", "", "a bad", "a", false),
                row("gone after good", "", "a gone", "a", false),
                row("bad twice, gone, good again", "", "a bad bad gone b", "b", true),
                row("gone after bad, and never a good one", "", "bad gone", "", true),
                row("bad at the start, good remembered", "a", "bad", "a", false),
                row("gone at the start, good remembered", "a", "gone", "a", false),
                row("good at the start, another remembered", "a", "b", "b", true),
                row("what is remembered is good no more", "bad", "gone", "", true),
                row("an installed, empty memory", "blank", "gone", "", true));
    }

    private static Arguments row(String sentence, String remembered, String written, String holds, boolean valid) {
        return Arguments.of(sentence, remembered, written, holds, valid);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void decides(String sentence, String remembered, String written, String holds, boolean valid) {
        RulesInForce rules = RulesInForce.remembering(text(remembered));
        for (String text : Arrays.asList(written.split(" "))) {
            RulesInForce before = rules;
            rules = text.isEmpty() ? before : text(text).map(before::written).orElseGet(() -> before.gone(NONE));
        }
        assertThat(rules.configuration().boundaries().stream()
                        .map(Boundary::name)
                        .toList())
                .isEqualTo(
                        holds.isEmpty()
                                ? Stream.of().toList()
                                : Stream.of(holds).toList());
        assertThat(rules.valid()).isEqualTo(valid);
        assertThat(rules.good()).isEqualTo(text(holds));
        assertThat(rules.errors().contains(NONE)).isEqualTo(!valid && written.endsWith(GONE));
        assertThat(holds.isEmpty()).isEqualTo(rules.configuration().equals(Configuration.DEFAULT));
    }

    @Test
    void theSameTextAgainIsTheSameStep() {
        RulesInForce good = RulesInForce.NONE.written(text("a").orElseThrow());
        RulesInForce bad = good.written(text("bad").orElseThrow());
        assertThat(good.written(text("a").orElseThrow())).isSameAs(good);
        assertThat(bad.written(text("bad").orElseThrow())).isSameAs(bad);
        assertThat(bad.gone(NONE).gone(NONE)).isEqualTo(bad.gone(NONE));
        assertThat(bad.gone(NONE).written(text("a").orElseThrow()).valid()).isTrue();
    }

    @Test
    void wrongOnesAreRefusedWhereTheyAreTheFirst() throws WrongRulesException {
        assertThat(RulesInForce.first(text("a").orElseThrow()).configuration().boundaries())
                .hasSize(1);
        RulesText wrong = new RulesText("my-rules.yaml", HEAD + "mood: bad\nrulez: []\n");
        assertThatThrownBy(() -> RulesInForce.first(wrong))
                .isInstanceOf(WrongRulesException.class)
                .message()
                .satisfies(message ->
                        assertThat(message.lines()).hasSize(2).allMatch(line -> line.startsWith("my-rules.yaml:")));
    }

    private static Optional<RulesText> text(String word) {
        return yaml(word).map(yaml -> new RulesText("rules.yaml", yaml));
    }

    private static Optional<String> yaml(String word) {
        return switch (word) {
            case "", GONE -> Optional.empty();
            case "bad" -> Optional.of(HEAD + "mood: bad\n");
            case "blank" -> Optional.of("\n");
            default ->
                Optional.of(HEAD + "boundaries: [{name: " + word
                        + ", match: [{namespaces: [a]}], providers: {required: [aws]}}]\n");
        };
    }
}
