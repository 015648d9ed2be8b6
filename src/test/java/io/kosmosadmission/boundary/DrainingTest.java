package io.kosmosadmission.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.target.Target;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainingTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nobody is drained                           | -           | -                           | {}                                   | -
        a pod without words avoids the drained      | aws         | -                           | {}                                   | aws
        two are avoided                             | hetzner aws | -                           | {}                                   | aws; hetzner
        a drained provider without nodes may come   | gcp         | -                           | {}                                   | gcp
        a pod elsewhere has nothing to avoid        | aws         | -                           | {nodeSelector: {provider: scaleway}} | -
        a pod on the drained provider alone stays   | aws         | -                           | {nodeSelector: {provider: aws}}      | -
        a pod that only a provider without nodes is left to | aws | -                           | {nodeSelector: {provider: gcp}}      | -
        where all are drained nobody is avoided     | aws hetzner scaleway | -                  | {}                                   | -
        a boundary around the drained provider      | aws         | {required: [aws]}           | {}                                   | -
        a boundary around others has done it        | aws         | {required: [hetzner, scaleway]} | {}                               | -
        a boundary that lost the drained has done it | aws        | {required: [aws, scaleway]} | {}                                   | -
        a boundary that forbids another leaves it to do | aws     | {forbidden: [hetzner]}      | {}                                   | aws
        """)
    void avoidsTheDrained(String sentence, String drained, String boundaries, String spec, String avoided) {
        GivenBoundaries given = GivenBoundaries.of(drained, boundaries);
        Target target = given.limits(spec, "-").target();
        assertThat(avoided(given, spec, target, Set.of())).isEqualTo(avoided);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a claim at home on the drained one alone    | aws         | aws                         | -            | -
        a volume that is to be made goes elsewhere  | aws         | aws scaleway                | -            | aws
        a volume that may be on the drained one     | aws         | aws scaleway                | aws scaleway | -
        a volume that is elsewhere keeps none       | aws         | scaleway                    | scaleway     | aws
        of two drained the one that holds it stays  | aws hetzner | aws scaleway                | aws          | hetzner
        two claims that meet on the drained one     | aws         | aws scaleway and aws hetzner | -           | -
        """)
    void keepsVolumesReachable(String sentence, String drained, String homes, String holding, String avoided) {
        GivenBoundaries given = GivenBoundaries.of(drained, "-");
        Target room = given.target("{}");
        for (Set<String> home : GivenBoundaries.homes(homes)) {
            room = room.limitedTo(home);
        }
        assertThat(avoided(given, "{}", room, GivenBoundaries.names(holding))).isEqualTo(avoided);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a placed pod avoids it again                | aws         | -                  | [{matchExpressions: [{key: provider, operator: NotIn, values: [aws]}]}] | aws
        a placed pod of two drained                 | aws hetzner | -                  | [{matchExpressions: [{key: provider, operator: NotIn, values: [aws, hetzner]}]}] | \
        aws; hetzner
        a placed pod of one that is drained later   | aws hetzner | -                  | [{matchExpressions: [{key: provider, operator: NotIn, values: [aws]}]}] | aws; hetzner
        in each of its terms                        | aws         | -                  | \
        [{matchExpressions: [{key: gpu, operator: Exists}, {key: provider, operator: NotIn, values: [aws]}]}, \
        {matchExpressions: [{key: provider, operator: NotIn, values: [aws]}]}] | aws
        an empty term says nothing                  | aws         | -                  | [{}, {matchExpressions: [{key: provider, operator: NotIn, values: [aws]}]}] | aws
        terms that say different things             | aws hetzner | -                  | [{matchExpressions: [{key: provider, operator: In, values: [gcp, scaleway]}]}, \
        {matchExpressions: [{key: provider, operator: NotIn, values: [aws, hetzner]}]}] | -
        a user's NotIn of an active provider too    | aws         | -                  | [{matchExpressions: [{key: provider, operator: NotIn, values: [aws, hetzner]}]}] | -
        the same words about another label          | aws         | {required: [scaleway]} | [{matchExpressions: [{key: zone, operator: NotIn, values: [aws]}]}] | -
        In is not NotIn                             | aws         | -                  | [{matchExpressions: [{key: provider, operator: In, values: [scaleway]}]}] | -
        what a boundary forbids is not ours         | aws         | {forbidden: [aws]} | \
        [{matchExpressions: [{key: provider, operator: NotIn, values: [aws]}, {key: provider, operator: Exists}]}] | -
        """)
    void saysTheSameOfAPlacedPod(String sentence, String drained, String boundaries, String terms, String avoided) {
        GivenBoundaries given = GivenBoundaries.of(drained, boundaries);
        String spec = "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                + terms + "}}}}";
        Target target = given.limits(spec, "-").target();
        assertThat(avoided(given, spec, target, Set.of())).isEqualTo(avoided);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing to avoid  | -           | -                                       | -
        one to avoid      | aws         | require provider!=aws                   | not aws (Drained)
        two to avoid      | aws hetzner | require provider not in (aws,hetzner)   | not aws, hetzner (Drained)
        """)
    void addsOneRequirement(String sentence, String drained, String added, String words) {
        GivenBoundaries given = GivenBoundaries.of(drained, "-");
        Draining draining = Draining.of(
                given.limits("{}", "-"),
                given.target("{}"),
                given.target("{}"),
                Set.of(),
                GivenCluster.pod("{}"),
                given.providers());
        assertThat(ResultText.of(draining.additions(given.providers()))).isEqualTo(added);
        assertThat(ResultText.of(draining.words(given.providers()))).isEqualTo(words);
    }

    private static String avoided(GivenBoundaries given, String spec, Target room, Set<String> holding) {
        Limits limits = given.limits(spec, "-");
        return ResultText.of(
                Draining.of(limits, limits.target(), room, holding, GivenCluster.pod(spec), given.providers())
                        .avoided());
    }
}
