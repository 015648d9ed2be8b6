package io.kosmosadmission.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        without a boundary nothing is added        | -                           | - | -
        required is asked for, and its taint tolerated | {required: [aws]}       | require provider=aws; tolerate provider=aws:NoSchedule | only aws (boundary first)
        a provider without a taint needs no toleration | {required: [scaleway]}  | require provider=scaleway | only scaleway (boundary first)
        a provider without nodes has no taint yet  | {required: [gcp]}           | require provider=gcp | only gcp (boundary first)
        forbidden wants another label, and tolerates the others | {forbidden: [hetzner]} | require provider!=hetzner; require provider exists; tolerate provider=aws:NoSchedule | \
        not hetzner (boundary first)
        the forbidden one's taint is not tolerated | {forbidden: [aws]}          | require provider!=aws; require provider exists | not aws (boundary first)
        required and forbidden of one boundary     | {required: [aws, scaleway], forbidden: [hetzner]} | \
        require provider in (aws,scaleway); require provider!=hetzner; require provider exists; tolerate provider=aws:NoSchedule | only aws, scaleway, not hetzner (boundary first)
        two boundaries both hold                   | {required: [aws, scaleway]} and {forbidden: [aws]} | \
        require provider in (aws,scaleway); require provider!=aws; require provider exists | only aws, scaleway (boundary first); not aws (boundary second)
        what two boundaries say is said once       | {required: [aws]} and {required: [aws]} | require provider=aws; tolerate provider=aws:NoSchedule | \
        only aws (boundary first); only aws (boundary second)
        """)
    void addsToThePod(String sentence, String boundaries, String added, String words) {
        GivenBoundaries given = GivenBoundaries.of("-", boundaries);
        Limits limits = given.limits("{}", "-");
        assertThat(ResultText.of(limits.additions(given.providers()))).isEqualTo(added);
        assertThat(ResultText.of(limits.words())).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        without a boundary the target is the pod's own | -           | -                                 | {}                                   | \
        aws hetzner scaleway + unlabelled unseen | -
        required leaves itself                     | -           | {required: [aws, scaleway]}           | {}                                   | aws scaleway | aws; scaleway
        required may have no node yet              | -           | {required: [aws, gcp]}                | {}                                   | aws gcp      | aws; gcp
        the pod may want less than is left         | -           | {required: [aws, scaleway]}           | {nodeSelector: {provider: aws}}      | aws          | aws; scaleway
        forbidden leaves the live others           | -           | {forbidden: [aws]}                    | {}                                   | hetzner scaleway + unseen | \
        hetzner; scaleway
        two that require leave what both name      | -           | {required: [aws, scaleway]} and {required: [hetzner, scaleway]} | {}         | scaleway     | scaleway
        two that exclude each other leave nothing  | -           | {required: [aws]} and {required: [scaleway]} | {}                            | nowhere      | -
        required without what another forbids      | -           | {required: [aws, scaleway]} and {forbidden: [aws]} | {}                      | scaleway     | scaleway
        whichever of the two comes first           | -           | {forbidden: [aws]} and {required: [aws, scaleway]} | {}                      | scaleway     | scaleway
        two that forbid leave the rest             | -           | {forbidden: [aws]} and {forbidden: [hetzner]} | {}                           | scaleway + unseen | scaleway
        a drained provider goes                    | aws         | {required: [aws, scaleway]}           | {}                                   | scaleway     | scaleway
        a drained provider is not tolerated        | aws         | {forbidden: [hetzner]}                | {}                                   | aws scaleway + unseen | scaleway
        a fallback takes the place of the drained  | aws         | {required: [aws], fallback: [scaleway]} | {}                                 | scaleway     | scaleway
        """)
    void leavesProviders(
            String sentence, String drained, String boundaries, String spec, String target, String tolerated) {
        Limits limits = GivenBoundaries.of(drained, boundaries).limits(spec, "-");
        assertThat(ResultText.of(limits.target())).isEqualTo(target);
        assertThat(ResultText.of(limits.left())).isEqualTo(tolerated);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a pod on the drained provider takes it as written | aws     | {required: [aws, scaleway]}             | -       | {nodeSelector: {provider: aws}} | \
        only aws, scaleway (boundary first)
        so does a pod whose fallback it can't use  | aws            | {required: [aws], fallback: [scaleway]} | -       | {nodeSelector: {provider: aws}} | \
        only aws (boundary first)
        a pod on the fallback takes that           | aws            | {required: [aws], fallback: [scaleway]} | -       | {nodeSelector: {provider: scaleway}} | \
        only scaleway (boundary first)
        a pod that is in neither takes it as written | aws          | {required: [aws], fallback: [scaleway]} | -       | {nodeSelector: {provider: hetzner}} | \
        only aws (boundary first)
        a claim at home on the drained one         | aws            | {required: [aws, scaleway]}             | aws     | {}                              | \
        only aws, scaleway (boundary first)
        a claim that has another home too          | aws            | {required: [aws, scaleway]}             | aws scaleway | {}                         | \
        only scaleway (boundary first)
        two claims that meet on the drained one    | aws            | {required: [aws, scaleway]}             | aws scaleway and aws hetzner | {}         | \
        only aws, scaleway (boundary first)
        a claim keeps the fallback away            | aws            | {required: [aws], fallback: [scaleway]} | aws     | {}                              | \
        only aws (boundary first)
        two boundaries that meet on the drained one | aws           | {required: [aws, scaleway]} and {required: [aws, hetzner]} | - | {}                 | \
        only aws, scaleway (boundary first); only aws, hetzner (boundary second)
        two fallbacks that exclude each other      | aws            | {required: [aws], fallback: [scaleway]} and {required: [aws], fallback: [hetzner]} | - | {} | \
        only aws (boundary first); only aws (boundary second)
        a forbidden set has no other form          | aws            | {forbidden: [scaleway, hetzner]} and {required: [aws, scaleway]} | - | {}           | \
        not scaleway, hetzner (boundary first); only aws, scaleway (boundary second)
        only the one that leaves nothing changes   | aws hetzner scaleway | {required: [hetzner], fallback: [aws]} and {required: [aws], fallback: [scaleway]} | - | {} | \
        only aws (boundary first); only aws (boundary second)
        no more change than the pod needs          | aws hetzner    | {required: [aws, scaleway]} and {required: [hetzner], fallback: [aws]} | - | \
        {nodeSelector: {provider: aws}} | only aws, scaleway (boundary first); only aws (boundary second)
        """)
    void softensWhereNothingIsLeft(
            String sentence, String drained, String boundaries, String homes, String spec, String words) {
        Limits limits = GivenBoundaries.of(drained, boundaries).limits(spec, homes);
        assertThat(ResultText.of(limits.words())).isEqualTo(words);
    }

    /** The homes decide what is softened, but what claims leave of the target is for others to say. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a home does not narrow the target       | {required: [aws, scaleway]} | aws     | aws scaleway | aws; scaleway
        nor where it lies outside               | {required: [aws, scaleway]} | hetzner | aws scaleway | aws; scaleway
        nor without a boundary                  | -                           | hetzner | aws hetzner scaleway + unlabelled unseen | -
        """)
    void leavesHomesAlone(String sentence, String boundaries, String homes, String target, String tolerated) {
        Limits limits = GivenBoundaries.of("-", boundaries).limits("{}", homes);
        assertThat(ResultText.of(limits.target())).isEqualTo(target);
        assertThat(ResultText.of(limits.left())).isEqualTo(tolerated);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        every provider but the forbidden one is drained | aws scaleway         | {forbidden: [hetzner]} | aws; scaleway
        all are drained, and two are left               | aws hetzner scaleway | {forbidden: [hetzner]} | aws; scaleway
        """)
    void toleratesBesideForbidden(String sentence, String drained, String boundary, String tolerated) {
        assertThat(ResultText.of(
                        GivenBoundaries.of(drained, boundary).limits("{}", "-").left()))
                .isEqualTo(tolerated);
    }
}
