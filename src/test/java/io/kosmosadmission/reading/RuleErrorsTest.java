package io.kosmosadmission.reading;

import static io.kosmosadmission.reading.ConfigurationFile.HEAD;
import static io.kosmosadmission.reading.ConfigurationFile.assertErrors;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleErrorsTest {

    static Stream<Arguments> spreads() {
        return Stream.of(
                arguments(
                        "minDomains for a wish",
                        "minDomains: 2",
                        "8:7: rules[0].placement.spread.minDomains: Invalid value: 2: "
                                + "only with whenUnsatisfiable DoNotSchedule"),
                arguments(
                        "minDomains for what is no word",
                        "minDomains: 2\n      whenUnsatisfiable: Never",
                        "9:7: rules[0].placement.spread.whenUnsatisfiable: Unsupported value: \"Never\": "
                                + "supported values: \"ScheduleAnyway\", \"DoNotSchedule\""),
                arguments(
                        "a number in quotes",
                        "maxSkew: '1'",
                        "8:7: rules[0].placement.spread.maxSkew: Invalid value: \"1\": must be an integer"),
                arguments(
                        "a fraction",
                        "maxSkew: 1.0",
                        "8:7: rules[0].placement.spread.maxSkew: Invalid value: 1.0: must be an integer"),
                arguments(
                        "less than one",
                        "maxSkew: -1",
                        "8:7: rules[0].placement.spread.maxSkew: Invalid value: -1: must be greater than zero"),
                arguments(
                        "more than the API takes",
                        "maxSkew: 2147483648",
                        "8:7: rules[0].placement.spread.maxSkew: Invalid value: 2147483648: must be at most 2147483647"),
                arguments(
                        "a tag that lies",
                        "maxSkew: !!int many\n      keepHostSpread: !!bool perhaps",
                        "8:7: rules[0].placement.spread.maxSkew: Invalid value: many: must be an integer\n"
                                + "9:7: rules[0].placement.spread.keepHostSpread: Invalid value: perhaps: "
                                + "must be true or false"),
                arguments(
                        "yes, which is a text in YAML 1.2",
                        "keepHostSpread: yes",
                        "8:7: rules[0].placement.spread.keepHostSpread: Invalid value: \"yes\": must be true or false"),
                arguments(
                        "labels that are none, or twice",
                        "labelKeys: [app, a b, app]",
                        "8:24: rules[0].placement.spread.labelKeys[1]: Invalid value: \"a b\": name part must consist of"
                                + " alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                                + " character\n"
                                + "8:29: rules[0].placement.spread.labelKeys[2]: Duplicate value: \"app\""));
    }

    static Stream<Arguments> placements() {
        return Stream.of(
                arguments("nothing", "", "6:3: rules[0].placement: Required value: {} places nothing"),
                arguments(
                        "a strength that is none",
                        "{onePerProvider: required, colocate: {mode: Must}}",
                        "6:15: rules[0].placement.onePerProvider: Unsupported value: \"required\": supported values:"
                                + " \"Preferred\", \"Required\"\n"
                                + "6:52: rules[0].placement.colocate.mode: Unsupported value: \"Must\": supported values:"
                                + " \"Preferred\", \"Required\""),
                arguments(
                        "one per provider, and spread",
                        "{onePerProvider: Required, spread: {}}",
                        "6:15: rules[0].placement.onePerProvider: Invalid value: \"Required\": one per provider is spread"
                                + " already: leave spread out"),
                arguments(
                        "one per provider, and all on one",
                        "{onePerProvider: Required, colocate: {mode: Required, podSelector: {matchLabels: {a: b}}}}",
                        "6:41: rules[0].placement.colocate: Invalid value: a mapping: onePerProvider Required keeps its"
                                + " pods on different providers, this on one"),
                arguments(
                        "a hard spread, and all on one",
                        "{spread: {whenUnsatisfiable: DoNotSchedule},"
                                + " colocate: {mode: Required, podSelector: {matchLabels: {a: b}}}}",
                        "6:59: rules[0].placement.colocate: Invalid value: a mapping: spread with DoNotSchedule keeps its"
                                + " pods on different providers, this on one"),
                arguments(
                        "waiting for its own",
                        "{colocate: {mode: Required}}",
                        "6:26: rules[0].placement.colocate.mode: Invalid value: \"Required\": only with a podSelector of"
                                + " other pods: the first of its own would wait for itself"),
                arguments(
                        "waiting for everybody",
                        "{colocate: {mode: Required, podSelector: {}}}",
                        "6:26: rules[0].placement.colocate.mode: Invalid value: \"Required\": only with a podSelector of"
                                + " other pods: the first of its own would wait for itself"),
                arguments(
                        "a buffer without a pool",
                        "{buffer: {}}",
                        "6:15: rules[0].placement.buffer.pool: Required value: <provider>/<pool>"),
                arguments(
                        "a buffer that is no pool",
                        "{buffer: {pool: buffer}}",
                        "6:24: rules[0].placement.buffer.pool: Invalid value: \"buffer\": must be <provider>/<pool>"),
                arguments(
                        "a buffer that isn't declared",
                        "{buffer: {pool: a/b}}",
                        "6:24: rules[0].placement.buffer.pool: Invalid value: \"a/b\": no such pool is declared under"
                                + " elasticPools of that provider"),
                arguments(
                        "nearly a word",
                        "{tolerates: [aws]}",
                        "6:15: rules[0].placement.tolerates: unknown field, did you mean \"tolerate\"?"),
                arguments(
                        "every provider and one more",
                        "{tolerate: ['*', aws]}",
                        "6:15: rules[0].placement.tolerate: Invalid value: a list: \"*\" is every provider and stands alone"),
                arguments(
                        "a provider twice",
                        "{tolerate: [aws, aws]}",
                        "6:31: rules[0].placement.tolerate[1]: Duplicate value: \"aws\""),
                arguments(
                        "true for a mapping",
                        "{spread: true}",
                        "6:15: rules[0].placement.spread: Invalid value: true: must be a mapping"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spreads")
    void saysWhatIsWrongWithItsSpread(String about, String spread, String expected) {
        assertErrors(HEAD + "rules:\n- name: x\n  match: [{}]\n  placement:\n    spread:\n      " + spread, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("placements")
    void saysWhatIsWrongWithItsPlacement(String about, String placement, String expected) {
        assertErrors(HEAD + "rules:\n- name: x\n  match: [{}]\n  placement: " + placement, expected);
    }

    @Test
    void wantsNamesThatAreItsOwn() {
        String rest = ", match: [{}], placement: {}}\n";
        assertErrors(
                HEAD + "rules:\n- {name: x" + rest + "- {name: x" + rest + "- {name: '-'" + rest + "- {name: "
                        + "n".repeat(64) + rest,
                """
                5:4: rules[1].name: Duplicate value: "x"
                6:4: rules[2].name: Invalid value: "-": stands for no rule in annotation kosmos-admission.io/placed-by
                7:4: rules[3].name: Invalid value: "%s": must be 1 to 63 letters, digits, '-', '_' or '.'""".formatted("n".repeat(64)));
    }

    @Test
    void saysWhichRulesWaitForEachOther() {
        assertErrors(
                HEAD + """
                rules:
                - name: a
                  match: [{podSelector: {matchLabels: {app: a}}}]
                  placement: {colocate: {mode: Required, podSelector: {matchLabels: {app: b}}}}
                - name: b
                  match: [{podSelector: {matchLabels: {app: b}}}]
                  placement: {colocate: {mode: Required, podSelector: {matchLabels: {app: a}}}}
                - name: c
                  match: [{podSelector: {matchLabels: {app: c}}}]
                  placement: {colocate: {mode: Required, podSelector: {matchLabels: {app: c}}}}
                """,
                "9:15: rules[1].placement.colocate: Forbidden: its pods wait for those of rule \"a\", and those for these:"
                        + " none would be the first\n"
                        + "12:15: rules[2].placement.colocate: Forbidden: its pods would wait for themselves; it must be of other"
                        + " pods");
    }
}
