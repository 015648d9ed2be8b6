package io.kosmosadmission.reading;

import static io.kosmosadmission.reading.ConfigurationFile.HEAD;
import static io.kosmosadmission.reading.ConfigurationFile.assertErrors;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MatchErrorsTest {

    private static final String EMPTY = "Invalid value: []: must not be empty";
    private static final String EMPTY_FIELD = EMPTY + ": leave the field out where all may match";
    private static final String WORKLOADS = "supported values: \"Deployment\", \"ReplicaSet\", \"StatefulSet\", "
            + "\"Job\", \"DaemonSet\", \"Pod\", or Kind.group of another controller";

    static Stream<Arguments> matches() {
        return Stream.of(
                arguments("nothing", "", "5:3: rules[0].match: Required value: [{}] matches every pod"),
                arguments("no term", "[]", "5:3: rules[0].match: " + EMPTY + ": [{}] matches every pod"),
                arguments("a term alone", "{}", "5:3: rules[0].match: Invalid value: {}: must be a list"),
                arguments("a null term", "[null]", "5:11: rules[0].match[0]: Invalid value: null: must be a mapping"),
                arguments(
                        "a field that is none",
                        "[{namespace: a}]",
                        "5:12: rules[0].match[0].namespace: unknown field, did you mean \"namespaces\"?"),
                arguments(
                        "fields that hold nothing",
                        "[{namespaces: [], workloads: [], requests: []}]",
                        "5:12: rules[0].match[0].namespaces: " + EMPTY_FIELD + "\n5:28: rules[0].match[0].workloads: "
                                + EMPTY_FIELD + "\n5:43: rules[0].match[0].requests: " + EMPTY_FIELD),
                arguments(
                        "patterns that match no namespace",
                        "[{namespaces: ['team-?', a, a]}]",
                        "5:25: rules[0].match[0].namespaces[0]: Invalid value: \"team-?\": must be a namespace: "
                                + "at most 63 of a-z, 0-9 and '-', where '*' stands for any characters\n"
                                + "5:38: rules[0].match[0].namespaces[2]: Duplicate value: \"a\""),
                arguments(
                        "a text for the list",
                        "[{namespaces: a}]",
                        "5:12: rules[0].match[0].namespaces: Invalid value: \"a\": must be a list"),
                arguments(
                        "workloads that no pod tells of",
                        "[{workloads: [CronJob, Deployment.apps, argoproj.io/Rollout, Job, Job]}]",
                        "5:24: rules[0].match[0].workloads[0]: Unsupported value: \"CronJob\": " + WORKLOADS
                                + "\n5:33: rules[0].match[0].workloads[1]: Unsupported value: \"Deployment.apps\": "
                                + WORKLOADS
                                + "\n5:50: rules[0].match[0].workloads[2]: Unsupported value: \"argoproj.io/Rollout\": "
                                + WORKLOADS
                                + "\n5:76: rules[0].match[0].workloads[4]: Duplicate value: \"Job\""),
                arguments(
                        "a resource that is none",
                        "[{requests: [nvidia.com/]}]",
                        "5:23: rules[0].match[0].requests[0]: Invalid value: \"nvidia.com/\": "
                                + "name part must be non-empty"));
    }

    static Stream<Arguments> selectors() {
        return Stream.of(
                arguments("labels right away", "{app: x}", "6:20: rules[0].match[0].podSelector.app: unknown field"),
                arguments(
                        "a number for a label",
                        "{matchLabels: {app: 1}}",
                        "6:34: rules[0].match[0].podSelector.matchLabels[app]: Invalid value: 1: "
                                + "must be a string, put it in quotes: \"1\""),
                arguments(
                        "an expression without its fields",
                        "{matchExpressions: [{}]}",
                        "6:39: rules[0].match[0].podSelector.matchExpressions[0].key: Required value\n"
                                + "6:39: rules[0].match[0].podSelector.matchExpressions[0].operator: Required value"),
                arguments(
                        "In of nothing",
                        "{matchExpressions: [{key: a, operator: In}]}",
                        "6:39: rules[0].match[0].podSelector.matchExpressions[0].values: Required value: "
                                + "must be specified when `operator` is 'In' or 'NotIn'"),
                arguments(
                        "NotIn of an empty list",
                        "{matchExpressions: [{key: a, operator: NotIn, values: []}]}",
                        "6:65: rules[0].match[0].podSelector.matchExpressions[0].values: " + EMPTY),
                arguments(
                        "Exists with values",
                        "{matchExpressions: [{key: a, operator: Exists, values: [b]}]}",
                        "6:66: rules[0].match[0].podSelector.matchExpressions[0].values: Forbidden: "
                                + "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"),
                arguments(
                        "an operator of node selectors",
                        "{matchExpressions: [{key: a, operator: Gt, values: ['1']}]}",
                        "6:48: rules[0].match[0].podSelector.matchExpressions[0].operator: Unsupported value: \"Gt\": "
                                + "supported values: \"In\", \"NotIn\", \"Exists\", \"DoesNotExist\""),
                arguments(
                        "a value that no label can have",
                        "{matchExpressions: [{key: a, operator: In, values: [-b]}]}",
                        "6:71: rules[0].match[0].podSelector.matchExpressions[0].values[0]: Invalid value: \"-b\": "
                                + "must be empty or consist of alphanumeric characters, '-', '_' or '.', "
                                + "and must start and end with an alphanumeric character"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matches")
    void saysWhatIsWrongWithAMatch(String about, String match, String expected) {
        assertErrors(HEAD + "rules:\n- name: x\n  match: " + match + "\n  placement: {}", expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("selectors")
    void saysWhatIsWrongWithASelector(String about, String selector, String expected) {
        assertErrors(
                HEAD + "rules:\n- name: x\n  match:\n  - {podSelector: " + selector + "}\n  placement: {}", expected);
    }
}
