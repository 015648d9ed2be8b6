package io.kosmosadmission.admission.judging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimUpdatesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing changes                      | Pod web on aws with gp3 | Pod web on aws with gp3      | true
        an annotation                        | Pod web on aws          | Pod web on aws annotated a=b | true
        the deletion                         | Pod web on aws          | Pod web on aws deleting      | true
        a label, which may select a boundary | Pod web labels app=web  | Pod web labels app=db        | false
        the nodeSelector                     | Pod web on aws          | Pod web on scaleway          | false
        the node affinity                    | Pod web in aws scaleway | Pod web in aws               | false
        the node                             | Pod web                 | Pod web at aws-1             | false
        a volume                             | Pod web with gp3        | Pod web with hcloud          | false
        """)
    void ofPods(String sentence, String before, String after, boolean same) {
        assertThat(ClaimUpdates.samePlacement(
                        GivenObject.of(after).pod(), GivenObject.of(before).pod()))
                .isEqualTo(same);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing changes                    | Claim data class gp3      | Claim data class gp3                                                            | true
        an annotation                      | Claim data class gp3      | Claim data class gp3 annotated a=b                                              | true
        its class                          | Claim data class gp3      | Claim data class hcloud                                                         | false
        the default class is filled in     | Claim data                | Claim data class standard                                                       | true
        another class is                   | Claim data                | Claim data class gp3                                                            | false
        the default one instead of another | Claim data class gp3      | Claim data class standard                                                       | false
        its class is taken away            | Claim data class standard | Claim data                                                                      | false
        its user names a volume            | Claim data class gp3      | Claim data class gp3 volume pv                                                  | false
        the controller binds a volume      | Claim data class gp3      | Claim data class gp3 volume pv annotated pv.kubernetes.io/bind-completed=yes    | true
        its user names a volume besides    | Claim data                | Claim data class standard volume pv                                             | false
        that excuses no other class        | Claim data class gp3      | Claim data class hcloud volume pv annotated pv.kubernetes.io/bind-completed=yes | false
        bound, and of the default class    | Claim data | Claim data class standard volume pv annotated pv.kubernetes.io/bind-completed=yes | true
        """)
    void ofClaims(String sentence, String before, String after, boolean unconcerned) {
        GivenJudges given = GivenJudges.of("-", "Default standard driver csi.scaleway.com");
        assertThat(ClaimUpdates.isUnconcerned(
                        GivenObject.of(after).claim(), GivenObject.of(before).claim(), given.inventory()))
                .isEqualTo(unconcerned);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        without a default class none is filled in | Claim data | Claim data class gp3 | false
        and nothing is the same                   | Claim data | Claim data           | true
        """)
    void withoutADefaultClass(String sentence, String before, String after, boolean unconcerned) {
        assertThat(ClaimUpdates.isUnconcerned(
                        GivenObject.of(after).claim(),
                        GivenObject.of(before).claim(),
                        GivenJudges.of("-", "-").inventory()))
                .isEqualTo(unconcerned);
    }
}
