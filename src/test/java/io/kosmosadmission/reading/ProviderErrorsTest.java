package io.kosmosadmission.reading;

import static io.kosmosadmission.reading.ConfigurationFile.HEAD;
import static io.kosmosadmission.reading.ConfigurationFile.assertErrors;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderErrorsTest {

    private static final String NAME_RULE =
            "consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    static Stream<Arguments> providers() {
        return Stream.of(
                arguments("no name", "{}", "4:3: providers[0].name: Required value"),
                arguments(
                        "an empty name",
                        "{name: ''}",
                        "4:4: providers[0].name: Invalid value: \"\": must not be empty"),
                arguments(
                        "a name that no label can have",
                        "{name: a/b}",
                        "4:4: providers[0].name: Invalid value: \"a/b\": must " + NAME_RULE),
                arguments(
                        "a long name",
                        "{name: " + "a".repeat(64) + "}",
                        "4:4: providers[0].name: Invalid value: \"" + "a".repeat(64)
                                + "\": must be no more than 63 characters"),
                arguments(
                        "a name given twice",
                        "{name: aws}\n- {name: aws}",
                        "5:4: providers[1].name: Duplicate value: \"aws\""),
                arguments("nothing", "", "4:2: providers[0]: Invalid value: null: must be a mapping"),
                arguments(
                        "an empty platform",
                        "{name: a, platform: ''}",
                        "4:13: providers[0].platform: Invalid value: \"\": must not be empty"),
                arguments(
                        "another state",
                        "{name: a, state: Down}",
                        "4:13: providers[0].state: Unsupported value: \"Down\": supported values: \"Active\", \"Drained\""),
                arguments(
                        "a loss within a minute",
                        "{name: a, lostAfter: 59s}",
                        "4:13: providers[0].lostAfter: Invalid value: \"59s\": must be a duration from 1m to 24h, such as 90s, 10m"
                                + " or 1h30m"),
                arguments(
                        "a loss after more than a day",
                        "{name: a, lostAfter: 24h1s}",
                        "4:13: providers[0].lostAfter: Invalid value: \"24h1s\": must be a duration from 1m to 24h, such as 90s,"
                                + " 10m or 1h30m"),
                arguments(
                        "a loss without a unit",
                        "{name: a, lostAfter: '10'}",
                        "4:13: providers[0].lostAfter: Invalid value: \"10\": must be a duration from 1m to 24h, such as 90s, 10m"
                                + " or 1h30m"),
                arguments(
                        "a provisioner with a space",
                        "{name: a, provisioners: [ebs.csi.aws.com, a b]}",
                        "4:45: providers[0].provisioners[1]: Invalid value: \"a b\": name part must " + NAME_RULE),
                arguments(
                        "a file provisioner with a space",
                        "{name: a, fileProvisioners: [a b]}",
                        "4:32: providers[0].fileProvisioners[0]: Invalid value: \"a b\": name part must " + NAME_RULE),
                arguments(
                        "a driver in both lists",
                        "{name: a, fileProvisioners: [nas.example.com, x.example.com], provisioners: [x.example.com]}",
                        "4:49: providers[0].fileProvisioners[1]: Invalid value: \"x.example.com\": must not be in"
                                + " provisioners too: a driver makes block storage or a file service"));
    }

    static Stream<Arguments> parts() {
        return Stream.of(
                arguments(
                        "a node term without a field",
                        "nodes: [{}, {matchLabels: {}}]",
                        "5:11: providers[0].nodes[0]: Required value: "
                                + "at least one of providerIDPrefix, matchLabels, name, publicCIDR\n"
                                + "5:15: providers[0].nodes[1]: Required value: "
                                + "at least one of providerIDPrefix, matchLabels, name, publicCIDR"),
                arguments(
                        "a prefix of everything",
                        "nodes: [{providerIDPrefix: ''}]",
                        "5:12: providers[0].nodes[0].providerIDPrefix: Invalid value: \"\": must not be empty"),
                arguments(
                        "a regular expression",
                        "nodes: [{name: 'scw-[a-z]+'}]",
                        "5:12: providers[0].nodes[0].name: Invalid value: \"scw-[a-z]+\": must be a node's name: "
                                + "at most 253 of a-z, 0-9, '-' and '.', where '*' stands for any characters"),
                arguments(
                        "addresses that are none",
                        "nodes: [{publicCIDR: 51.15.0.0}, {publicCIDR: 999.1.1.1/8}]",
                        "5:12: providers[0].nodes[0].publicCIDR: Invalid value: \"51.15.0.0\": "
                                + "must be an address range such as 51.15.0.0/16\n"
                                + "5:37: providers[0].nodes[1].publicCIDR: Invalid value: \"999.1.1.1/8\": "
                                + "must be an address range such as 51.15.0.0/16"),
                arguments(
                        "a label that is no string",
                        "attachLabels: {managed: true, empty: }",
                        "5:18: providers[0].attachLabels[managed]: Invalid value: true: "
                                + "must be a string, put it in quotes: \"true\"\n"
                                + "5:33: providers[0].attachLabels[empty]: Invalid value: null: must be a string"),
                arguments(
                        "a label key with a bad prefix",
                        "attachLabels: {A_b/c: x, /d: x}",
                        "5:18: providers[0].attachLabels: Invalid value: \"A_b/c\": "
                                + "prefix part must be a lower case DNS subdomain such as example.com\n"
                                + "5:28: providers[0].attachLabels: Invalid value: \"/d\": prefix part must be non-empty"),
                arguments(
                        "a taint without its fields",
                        "taints: [{value: x}]",
                        "5:12: providers[0].taints[0].key: Required value\n"
                                + "5:12: providers[0].taints[0].effect: Required value"),
                arguments(
                        "a taint's value that is no string",
                        "taints: [{key: a, value: true, effect: NoSchedul}]",
                        "5:21: providers[0].taints[0].value: Invalid value: true: "
                                + "must be a string, put it in quotes: \"true\"\n"
                                + "5:34: providers[0].taints[0].effect: Unsupported value: \"NoSchedul\": "
                                + "supported values: \"NoSchedule\", \"PreferNoSchedule\", \"NoExecute\""),
                arguments(
                        "two pools of one name",
                        "elasticPools: [{name: p}, {name: p}, {name: }]",
                        "5:30: providers[0].elasticPools[1].name: Duplicate value: \"p\"\n"
                                + "5:41: providers[0].elasticPools[2].name: Required value"),
                arguments(
                        "a pool that bears another's label",
                        "elasticPools: [{name: p, labels: {provider: aws}}]",
                        "5:37: providers[0].elasticPools[0].labels[provider]: Invalid value: \"aws\": "
                                + "must be \"scaleway\", the provider that the pool is declared under"),
                arguments(
                        "a pool of a size that is none",
                        "elasticPools: [{name: p, allocatable: {cpu: lots}, maxNodes: 0}]",
                        "5:42: providers[0].elasticPools[0].allocatable[cpu]: Invalid value: \"lots\": "
                                + "must be a quantity such as \"4\", 500m or 16Gi\n"
                                + "5:54: providers[0].elasticPools[0].maxNodes: Invalid value: 0: "
                                + "must be greater than zero"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void saysWhatIsWrongWithAProvider(String about, String provider, String expected) {
        assertErrors(HEAD + "providers:\n- " + provider, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parts")
    void saysWhatIsWrongBelowAProvider(String about, String part, String expected) {
        assertErrors(HEAD + "providers:\n- name: scaleway\n  " + part, expected);
    }
}
