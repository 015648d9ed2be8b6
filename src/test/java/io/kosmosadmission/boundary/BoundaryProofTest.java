package io.kosmosadmission.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundaryProofTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a selector proves required                | {required: [aws]}                | {nodeSelector: {provider: aws}}      | true
        a part of required proves it              | {required: [aws, scaleway]}      | {nodeSelector: {provider: aws}}      | true
        no words prove nothing                    | {required: [aws]}                | {}                                   | false
        another provider proves the contrary      | {required: [aws]}                | {nodeSelector: {provider: scaleway}} | false
        a node of the provider proves required    | {required: [aws]}                | {nodeName: aws-1}                    | true
        a node of another proves the contrary     | {required: [aws]}                | {nodeName: het-1}                    | false
        a node that is not known proves nothing   | {required: [aws]}                | {nodeName: gone}                     | false
        a zone of the provider's leaves no other  | {required: [aws]}                | {nodeSelector: {topology.kubernetes.io/zone: eu-west-1a}} | true
        a fallback does not count before it applies | {required: [aws], fallback: [scaleway]} | {nodeSelector: {provider: scaleway}} | false
        another provider avoids the forbidden     | {forbidden: [aws]}               | {nodeSelector: {provider: scaleway}} | true
        the forbidden provider is not avoided     | {forbidden: [aws]}               | {nodeSelector: {provider: aws}}      | false
        one of several forbidden is not avoided   | {forbidden: [aws, scaleway]}     | {nodeSelector: {provider: scaleway}} | false
        no words avoid nobody                     | {forbidden: [aws]}               | {}                                   | false
        required proved and forbidden avoided     | {required: [scaleway], forbidden: [aws]} | {nodeSelector: {provider: scaleway}} | true
        required missed, though forbidden avoided | {required: [scaleway], forbidden: [aws]} | {nodeSelector: {provider: hetzner}} | false
        """)
    void isProvedByThePod(String sentence, String boundary, String spec, boolean holds) {
        assertThat(holds("-", boundary, spec)).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a term for each required provider         | {required: [aws, scaleway]} | {key: provider, operator: In, values: [aws, scaleway]} | true
        one value too many                        | {required: [aws]}    | {key: provider, operator: In, values: [aws, scaleway]}  | false
        Exists proves no provider                 | {required: [aws]}    | {key: provider, operator: Exists}                       | false
        NotIn lets in nodes without the label     | {forbidden: [aws]}   | {key: provider, operator: NotIn, values: [aws]}         | false
        NotIn with Exists keeps them out          | {forbidden: [aws]}   | {key: provider, operator: NotIn, values: [aws]}, {key: provider, operator: Exists} | true
        a provider that has no node yet, too      | {forbidden: [gcp]}   | {key: provider, operator: NotIn, values: [gcp]}, {key: provider, operator: Exists} | true
        but no other that has none                | {forbidden: [gcp]}   | {key: provider, operator: NotIn, values: [azure]}, {key: provider, operator: Exists} | false
        Exists lets in a provider without nodes   | {forbidden: [gcp]}   | {key: provider, operator: Exists}                       | false
        DoesNotExist is outside of every boundary | {forbidden: [aws]}   | {key: provider, operator: DoesNotExist}                 | false
        """)
    void isProvedByATerm(String sentence, String boundary, String expressions, boolean holds) {
        assertThat(holds("-", boundary, affinity(expressions))).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a drained member still proves required       | aws         | {required: [aws, scaleway]}             | aws      | true
        the fallback proves it while it applies      | aws         | {required: [aws], fallback: [scaleway]} | scaleway | true
        required still proves it beside the fallback | aws         | {required: [aws], fallback: [scaleway]} | aws      | true
        neither required nor fallback                | aws         | {required: [aws], fallback: [scaleway]} | hetzner  | false
        required and fallback are not one set        | aws         | {required: [aws], fallback: [scaleway]} | aws, scaleway | false
        the fallback waits for the last one          | aws         | {required: [aws, hetzner], fallback: [scaleway]} | scaleway | false
        a drained fallback proves it all the same    | aws hetzner | {required: [aws], fallback: [hetzner, scaleway]} | hetzner | true
        a drained provider stays forbidden           | aws         | {forbidden: [aws]}                      | aws      | false
        """)
    void isProvedWhileProvidersAreDrained(
            String sentence, String drained, String boundary, String names, boolean holds) {
        String expression = "{key: provider, operator: In, values: [" + names + "]}";
        assertThat(holds(drained, boundary, affinity(expression))).isEqualTo(holds);
    }

    private static boolean holds(String drained, String boundary, String spec) {
        GivenBoundaries given = GivenBoundaries.of(drained, boundary);
        return BoundaryProof.holds(given.only(), given.target(spec), given.providers());
    }

    private static String affinity(String expressions) {
        return "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                + "[{matchExpressions: [" + expressions + "]}]}}}}";
    }
}
