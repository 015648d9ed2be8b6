package io.kosmosadmission.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.target.Word;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnWordsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        required as it is written           | -   | {required: [aws, scaleway]}             | {key: provider, operator: In, values: [aws, scaleway]} | true
        the order of values means nothing   | -   | {required: [aws, scaleway]}             | {key: provider, operator: In, values: [scaleway, aws]} | true
        less than required is the pod's own | -   | {required: [aws, scaleway]}             | {key: provider, operator: In, values: [scaleway]}      | false
        required without the drained        | aws | {required: [aws, scaleway]}             | {key: provider, operator: In, values: [scaleway]}      | true
        required as written, though drained | aws | {required: [aws, scaleway]}             | {key: provider, operator: In, values: [aws, scaleway]} | true
        a fallback that applies             | aws | {required: [aws], fallback: [scaleway]} | {key: provider, operator: In, values: [scaleway]}      | true
        a fallback that does not apply      | -   | {required: [aws], fallback: [scaleway]} | {key: provider, operator: In, values: [scaleway]}      | false
        the NotIn of forbidden              | -   | {forbidden: [aws]}                      | {key: provider, operator: NotIn, values: [aws]}        | true
        the Exists beside it                | -   | {forbidden: [aws]}                      | {key: provider, operator: Exists}                      | true
        no Exists beside required           | -   | {required: [aws]}                       | {key: provider, operator: Exists}                      | false
        another operator                    | -   | {required: [aws]}                       | {key: provider, operator: NotIn, values: [aws]}        | false
        another label                       | -   | {required: [aws]}                       | {key: zone, operator: In, values: [aws]}               | false
        """)
    void belongToABoundary(String sentence, String drained, String boundary, String expression, boolean added) {
        GivenBoundaries given = GivenBoundaries.of(drained, boundary);
        Requirement requirement = GivenCluster.pod(affinity("{matchExpressions: [" + expression + "]}"))
                .requiredNodeAffinity()
                .orElseThrow()
                .get(0)
                .matchExpressions()
                .get(0);
        Word word = new Word(Word.NODE_AFFINITY, requirement);
        assertThat(OwnWords.isOf(given.only(), word, given.providers())).isEqualTo(added);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a boundary writes to the node affinity      | node affinity | true
        a nodeSelector is the pod's own             | nodeSelector  | false
        a nodeName is too                           | nodeName      | false
        """)
    void areKnownByTheirField(String sentence, String where, boolean added) {
        GivenBoundaries given = GivenBoundaries.of("-", "{required: [aws]}");
        Word word = new Word(where, Requirement.in("provider", List.of("aws")));
        assertThat(OwnWords.isOf(given.only(), word, given.providers())).isEqualTo(added);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a term that says nothing else is gone   | {required: [aws]}  | {matchExpressions: [{key: provider, operator: In, values: [aws]}]} | no affinity
        what else the term says stays           | {required: [aws]}  | {matchExpressions: [{key: gpu, operator: Exists}, {key: provider, operator: In, values: [aws]}]} | gpu exists
        matchFields stay                        | {required: [aws]}  | \
        {matchFields: [{key: metadata.name, operator: In, values: [aws-1]}], matchExpressions: [{key: provider, operator: In, values: [aws]}]} | metadata.name=aws-1
        all requirements of a boundary go       | {forbidden: [aws]} | \
        {matchExpressions: [{key: provider, operator: NotIn, values: [aws]}, {key: gpu, operator: Exists}, {key: provider, operator: Exists}]} | gpu exists
        those of every boundary go              | {required: [aws, scaleway]} and {forbidden: [aws]} | \
        {matchExpressions: [{key: provider, operator: In, values: [scaleway, aws]}, {key: provider, operator: NotIn, values: [aws]}, {key: gpu, operator: Exists}]} | gpu exists
        the pod's own requirement stays         | {required: [aws]}  | {matchExpressions: [{key: provider, operator: In, values: [hetzner]}]} | provider=hetzner
        without a boundary all stays            | -                  | {matchExpressions: [{key: provider, operator: In, values: [aws]}]} | provider=aws
        one term that is gone opens all nodes   | {required: [aws]}  | \
        {matchExpressions: [{key: gpu, operator: Exists}]}, {matchExpressions: [{key: provider, operator: In, values: [aws]}]} | no affinity
        an empty term stays empty               | {required: [aws]}  | {}, {matchExpressions: [{key: provider, operator: In, values: [aws]}, {key: gpu, operator: Exists}]} | \
        {}; gpu exists
        """)
    void areLeftWithoutTheBoundaries(String sentence, String boundaries, String terms, String left) {
        GivenBoundaries given = GivenBoundaries.of("-", boundaries);
        assertThat(ResultText.ofTerms(
                        OwnWords.without(given.boundaries(), GivenCluster.pod(affinity(terms)), given.providers())
                                .requiredNodeAffinity()))
                .isEqualTo(left);
    }

    private static String affinity(String terms) {
        return "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: ["
                + terms + "]}}}}";
    }
}
