package io.kosmosadmission.reading;

import static io.kosmosadmission.reading.ConfigurationFile.HEAD;
import static io.kosmosadmission.reading.ConfigurationFile.assertErrors;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoundaryErrorsTest {

    static Stream<Arguments> providers() {
        return Stream.of(
                arguments("nothing", "", "6:3: boundaries[0].providers: Required value"),
                arguments(
                        "neither set",
                        "{}",
                        "6:3: boundaries[0].providers: Required value: at least one of required, forbidden"),
                arguments(
                        "a fallback alone",
                        "{fallback: [aws]}",
                        "6:3: boundaries[0].providers: Required value: at least one of required, forbidden\n"
                                + "6:15: boundaries[0].providers.fallback: Forbidden: only with required"),
                arguments(
                        "an empty set",
                        "{required: []}",
                        "6:15: boundaries[0].providers.required: Invalid value: []: must not be empty"),
                arguments(
                        "a provider twice",
                        "{required: [aws, gcp, aws]}",
                        "6:36: boundaries[0].providers.required[2]: Duplicate value: \"aws\""),
                arguments(
                        "a provider without a name",
                        "{forbidden: ['', null]}",
                        "6:27: boundaries[0].providers.forbidden[0]: Invalid value: \"\": must not be empty\n"
                                + "6:31: boundaries[0].providers.forbidden[1]: Invalid value: null: must be a string"),
                arguments(
                        "every provider, which only tolerate knows",
                        "{required: ['*']}",
                        "6:26: boundaries[0].providers.required[0]: Invalid value: \"*\": must consist of"
                                + " alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                                + " character"),
                arguments(
                        "a contradiction",
                        "{required: [aws], fallback: [gcp], forbidden: [gcp, azure, aws]}",
                        "6:61: boundaries[0].providers.forbidden[0]: Invalid value: \"gcp\": is a fallback too\n"
                                + "6:73: boundaries[0].providers.forbidden[2]: Invalid value: \"aws\": is required too"),
                arguments("a list", "[aws]", "6:3: boundaries[0].providers: Invalid value: a list: must be a mapping"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void saysWhatIsWrongWithItsProviders(String about, String providers, String expected) {
        assertErrors(HEAD + "boundaries:\n- name: x\n  match: [{}]\n  providers: " + providers, expected);
    }

    @Test
    void saysWhatIsMissing() {
        assertErrors(HEAD + "boundaries:\n- {mode: Off}", """
                4:3: boundaries[0].providers: Required value
                4:3: boundaries[0].name: Required value
                4:3: boundaries[0].match: Required value: [{}] matches every pod
                4:4: boundaries[0].mode: Unsupported value: "Off": supported values: "Enforce", "Warn", "Audit", "Disabled\"""");
    }

    @Test
    void wantsNamesThatAreItsOwn() {
        String rest = ", match: [{}], providers: {required: [aws]}}\n";
        assertErrors(HEAD + "boundaries:\n- {name: x" + rest + "- {name: x" + rest + "- {name: a b" + rest, """
                5:4: boundaries[1].name: Duplicate value: "x"
                6:4: boundaries[2].name: Invalid value: "a b": must be 1 to 63 letters, digits, '-', '_' or '.'""");
    }
}
