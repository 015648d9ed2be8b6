package io.kosmosadmission.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundaryLimitTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        all required providers hold              | -           | {required: [aws, scaleway]}                       | aws; scaleway
        forbidden requires none                  | -           | {forbidden: [aws]}                                | -
        a drained provider goes                  | aws         | {required: [aws, scaleway]}                       | scaleway
        a drained provider alone stays           | aws         | {required: [aws]}                                 | aws
        a drained one stays beside one without nodes | aws     | {required: [aws, gcp]}                            | aws; gcp
        all drained, so all stay                 | aws hetzner | {required: [aws, hetzner]}                        | aws; hetzner
        a fallback waits while nobody is drained | -           | {required: [aws], fallback: [scaleway]}           | aws
        a fallback takes the place of the drained | aws        | {required: [aws], fallback: [scaleway]}           | scaleway
        a fallback waits while one is active     | aws         | {required: [aws, hetzner], fallback: [scaleway]}  | hetzner
        a required one without nodes is not drained | aws      | {required: [aws, gcp], fallback: [scaleway]}      | aws; gcp
        a drained fallback goes                  | aws hetzner | {required: [aws], fallback: [hetzner, scaleway]}  | scaleway
        a drained fallback alone stays           | aws hetzner | {required: [aws], fallback: [hetzner]}            | hetzner
        forbidden has nothing to reduce          | aws         | {forbidden: [aws, hetzner]}                       | -
        """)
    void reducesRequired(String sentence, String drained, String boundary, String required) {
        GivenBoundaries given = GivenBoundaries.of(drained, boundary);
        BoundaryLimit limit = BoundaryLimit.reduced(given.only(), given.providers());
        assertThat(ResultText.of(limit.required())).isEqualTo(required);
        assertThat(limit.boundary()).isEqualTo(given.only());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nobody is drained                   | -           | {required: [aws], fallback: [gcp]}          | false
        the one required is drained         | aws         | {required: [aws], fallback: [gcp]}          | true
        one of two is drained               | aws         | {required: [aws, hetzner], fallback: [gcp]} | false
        both are drained                    | aws hetzner | {required: [aws, hetzner], fallback: [gcp]} | true
        without a fallback                  | aws         | {required: [aws]}                           | false
        nothing is required                 | aws         | {forbidden: [aws]}                          | false
        """)
    void fallsBack(String sentence, String drained, String boundary, boolean falls) {
        GivenBoundaries given = GivenBoundaries.of(drained, boundary);
        assertThat(BoundaryLimit.falls(given.only(), given.providers())).isEqualTo(falls);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        required is asked for                 | {required: [aws]}                               | provider=aws | only aws (boundary first)
        several may be required               | {required: [scaleway, aws]}                     | provider in (scaleway,aws) | only scaleway, aws (boundary first)
        forbidden wants the label to be there | {forbidden: [aws]}                              | provider!=aws; provider exists | not aws (boundary first)
        several may be forbidden              | {forbidden: [aws, gcp]}                         | provider not in (aws,gcp); provider exists | not aws, gcp (boundary first)
        both at once                          | {required: [scaleway, hetzner], forbidden: [aws]} | provider in (scaleway,hetzner); provider!=aws; provider exists | \
        only scaleway, hetzner, not aws (boundary first)
        a fallback is not asked for           | {required: [aws], fallback: [gcp]}              | provider=aws | only aws (boundary first)
        """)
    void asksForProviders(String sentence, String boundary, String requirements, String words) {
        BoundaryLimit limit =
                BoundaryLimit.written(GivenBoundaries.of("aws", boundary).only());
        assertThat(ResultText.of(limit.requirements("provider"))).isEqualTo(requirements);
        assertThat(limit.words()).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        required leaves itself                  | {required: [aws, scaleway]}                     | {}                              | aws scaleway
        required may have no node yet           | {required: [gcp]}                               | {}                              | gcp
        required leaves what the pod itself wants | {required: [aws, scaleway]}                   | {nodeSelector: {provider: aws}} | aws
        required leaves nothing to another pod  | {required: [aws]}                               | {nodeSelector: {provider: scaleway}} | nowhere
        forbidden leaves the others             | {forbidden: [aws]}                              | {}                              | hetzner scaleway + unseen
        forbidden leaves nothing to its own pod | {forbidden: [aws]}                              | {nodeSelector: {provider: aws}} | nowhere
        both leave what is in both              | {required: [aws, scaleway], forbidden: [hetzner]} | {}                            | aws scaleway
        """)
    void limitsTarget(String sentence, String boundary, String spec, String left) {
        GivenBoundaries given = GivenBoundaries.of("-", boundary);
        BoundaryLimit limit = BoundaryLimit.written(given.only());
        assertThat(ResultText.of(limit.limit(given.target(spec)))).isEqualTo(left);
    }
}
