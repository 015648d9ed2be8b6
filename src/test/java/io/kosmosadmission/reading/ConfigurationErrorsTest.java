package io.kosmosadmission.reading;

import static io.kosmosadmission.reading.ConfigurationFile.HEAD;
import static io.kosmosadmission.reading.ConfigurationFile.assertErrors;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationErrorsTest {

    static Stream<Arguments> fields() {
        return Stream.of(
                arguments("an unknown word", "reports: {mode: Enforce}", "3:1: reports: unknown field"),
                arguments(
                        "a denial of what is only told",
                        "csiDaemonSets: Enforce",
                        "3:1: csiDaemonSets: Unsupported value: \"Enforce\": supported values: \"Warn\", \"Audit\", \"Disabled\""),
                arguments(
                        "an unknown mode that stands alone",
                        "foreignLoadBalancers: Deny",
                        "3:1: foreignLoadBalancers: Unsupported value: \"Deny\": supported values: \"Enforce\", \"Warn\","
                                + " \"Audit\", \"Disabled\""),
                arguments(
                        "a platform that the table lacks",
                        "foreignLoadBalancers: {platform: telekom}",
                        "3:24: foreignLoadBalancers.platform: Invalid value: \"telekom\": must be a platform of the built-in"
                                + " table"),
                arguments(
                        "a platform that is misspelt",
                        "foreignLoadBalancers: {platform: Scaleway}",
                        "3:24: foreignLoadBalancers.platform: Invalid value: \"Scaleway\": must be a platform of the built-in"
                                + " table, did you mean \"scaleway\"?"),
                arguments(
                        "a slip of the finger",
                        "boundries: []",
                        "3:1: boundries: unknown field, did you mean \"boundaries\"?"),
                arguments("letter case", "Mode: Warn", "3:1: Mode: unknown field, did you mean \"mode\"?"),
                arguments(
                        "a mode in lower case",
                        "mode: enforce",
                        "3:1: mode: Unsupported value: \"enforce\": supported values: "
                                + "\"Enforce\", \"Warn\", \"Audit\", \"Disabled\""),
                arguments(
                        "a mode that is a list", "mode: [Warn]", "3:1: mode: Invalid value: a list: must be a string"),
                arguments(
                        "a number as a string",
                        "contact: 42",
                        "3:1: contact: Invalid value: 42: must be a string, put it in quotes: \"42\""),
                arguments(
                        "a label key with a space",
                        "providerLabel: my provider",
                        "3:1: providerLabel: Invalid value: \"my provider\": name part must consist of alphanumeric"
                                + " characters, '-', '_' or '.', and must start and end with an alphanumeric character"),
                arguments(
                        "an empty label key",
                        "providerLabel: ''",
                        "3:1: providerLabel: Invalid value: \"\": name part must be non-empty"),
                arguments("a mapping for a list", "rules: {}", "3:1: rules: Invalid value: {}: must be a list"),
                arguments(
                        "a text for a mapping",
                        "storage: Warn",
                        "3:1: storage: Invalid value: \"Warn\": must be a mapping"),
                arguments(
                        "words of storage that are none",
                        "storage: {fileServices: Deny, followClaims: Yes}",
                        "3:11: storage.fileServices: Unsupported value: \"Deny\": supported values: \"Enforce\", \"Warn\","
                                + " \"Audit\", \"Disabled\"\n"
                                + "3:31: storage.followClaims: Invalid value: \"Yes\": must be true or false"),
                arguments(
                        "a key given twice",
                        "mode: Warn\ncontact: x\nmode: Audit",
                        "5:1: Duplicate value: \"mode\": a key of this mapping since line 3"),
                arguments(
                        "a key that is no string",
                        "1: x\n[a]: x",
                        "3:1: Invalid value: 1: must be a string, put it in quotes: \"1\"\n"
                                + "4:1: Invalid value: a list: must be a string"),
                arguments(
                        "a merge, which is no YAML 1.2",
                        "storage: &s {mode: Warn}\nrules:\n- <<: *s\n  name: x\n  match: [{}]\n  placement: {}",
                        "5:3: rules[0].<<: unknown field: merge keys are not known here; write the fields, or an alias"
                                + " of the whole value"),
                arguments(
                        "pods in an exempt term",
                        "exempt: [{podSelector: {}}]",
                        "3:11: exempt[0].podSelector: unknown field"),
                arguments(
                        "an override without its fields",
                        "modeOverrides:\n- {}",
                        "4:3: modeOverrides[0].match: Required value\n4:3: modeOverrides[0].mode: Required value"),
                arguments(
                        "an override of nothing",
                        "modeOverrides:\n- {match: [], mode: Warn}",
                        "4:4: modeOverrides[0].match: Invalid value: []: must not be empty"),
                arguments(
                        "an override by workload",
                        "modeOverrides:\n- match: [{workloads: [Job]}]\n  mode:",
                        "4:12: modeOverrides[0].match[0].workloads: unknown field\n"
                                + "5:3: modeOverrides[0].mode: Required value"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void saysWhatIsWrongWithAFieldOfTheFile(String about, String body, String expected) {
        assertErrors(HEAD + body, expected);
    }

    static Stream<Arguments> files() {
        return Stream.of(
                arguments("nothing", "", "1:1: the file is empty; it needs at least apiVersion and kind"),
                arguments("only a comment", "# x\n", "1:1: the file is empty; it needs at least apiVersion and kind"),
                arguments("only a marker", "---\n", "1:1: the file is empty; it needs at least apiVersion and kind"),
                arguments(
                        "a list", "\n- a\n", "2:1: the file must be a mapping with fields such as apiVersion and kind"),
                arguments("a text", "hello", "1:1: the file must be a mapping with fields such as apiVersion and kind"),
                arguments(
                        "two documents",
                        HEAD + "---\n" + HEAD,
                        "4:1: a second YAML document; a file holds one configuration"),
                arguments(
                        "no version",
                        "mode: Warn",
                        "1:1: apiVersion: Required value: kosmos-admission.io/v1alpha1\n"
                                + "1:1: kind: Required value: KosmosConfiguration"),
                arguments(
                        "another kind",
                        "apiVersion: v1\nkind: ConfigMap",
                        "1:1: apiVersion: Unsupported value: \"v1\": supported values: \"kosmos-admission.io/v1alpha1\"\n"
                                + "2:1: kind: Unsupported value: \"ConfigMap\": supported values: \"KosmosConfiguration\""),
                arguments("a tab", "mode:\n\t- x", "2:1: not valid YAML: a tab can't indent; use spaces"),
                arguments(
                        "wrong indentation",
                        "rules:\n- name: x\n   mode: Warn",
                        "3:8: not valid YAML: a field can't begin here; look at the indentation and the quotes"),
                arguments(
                        "a block left too early",
                        "a:\n  - b\n c: d",
                        "3:2: not valid YAML: this doesn't fit the block that began on line 1;"
                                + " look at the indentation and the quotes"),
                arguments(
                        "a bracket left open",
                        "rules: [",
                        "1:9: not valid YAML: expected the node content, but found the end of the file"),
                arguments(
                        "a character that begins no text",
                        "contact: @platform",
                        "1:10: not valid YAML: found character '@' that cannot start any token; put the text in quotes"),
                arguments("an alias of nothing", "mode: *x", "1:7: not valid YAML: found undefined alias x"),
                arguments("a NUL", "mode:\n  a\0b", "2:4: not valid YAML: character U+0000 can't be printed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void saysWhatIsWrongWithTheFile(String about, String text, String expected) {
        assertErrors(text, expected);
    }

    @Test
    void tellsAllErrorsInTheOrderOfTheDocument() {
        assertErrors("""
                rules:
                - placement: {spread: {maxSkew: 0, minDomain: 2}}
                  name: ""
                mode: Strict
                """, """
                1:1: apiVersion: Required value: kosmos-admission.io/v1alpha1
                1:1: kind: Required value: KosmosConfiguration
                2:3: rules[0].match: Required value: [{}] matches every pod
                2:24: rules[0].placement.spread.maxSkew: Invalid value: 0: must be greater than zero
                2:36: rules[0].placement.spread.minDomain: unknown field, did you mean "minDomains"?
                3:3: rules[0].name: Invalid value: "": must be 1 to 63 letters, digits, '-', '_' or '.'
                4:1: mode: Unsupported value: "Strict": supported values: "Enforce", "Warn", "Audit", "Disabled\"""");
    }
}
