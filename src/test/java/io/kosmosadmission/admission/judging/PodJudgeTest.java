package io.kosmosadmission.admission.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import io.kosmosadmission.admission.TemplatePods;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.kube.PodView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim has the home of the class that it is named after: gp3 of aws, scw-bssd of scaleway, hcloud of hetzner. */
class PodJudgeTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a pod that asks for nothing                   | -                               | - | Pod web                         | -
        a pod where its claim is                      | -                               | - | Pod web on aws with gp3         | -
        KA001 says that a boundary does not hold      | eu requires aws                 | - | Pod web on scaleway             | KA001 eu
        KA002 that it leaves no provider              | eu requires scaleway            | - | Pod web on aws in scaleway      | KA002
        KA003 that the pod itself leaves none         | -                               | - | Pod web on aws in scaleway      | KA003
        KA101 that a claim is elsewhere               | -                               | - | Pod web on scaleway with gp3    | KA101 gp3
        of an ephemeral volume too                    | -                               | - | Pod web on scaleway new tmp=gp3 | KA101 tmp
        KA102 that two claims are apart               | -                               | - | Pod web with gp3 scw-bssd       | KA102 gp3 scw-bssd
        KA105 that the node can't attach              | attach scaleway managed: "true" | - | Pod web at scw-metal with scw-bssd | KA105 scw-bssd
        KA106 that a claim's source is elsewhere      | - | Claim copy class scw-bssd from gp3 | Pod web with copy | KA106 copy
        a file service only warns                     | -                               | - | Pod web on scaleway with efs    | KA101 efs Warn
        a boundary comes before volumes               | eu requires aws                 | - | Pod web on scaleway with gp3    | KA001 eu; KA101 gp3
        what can run nowhere has no volumes elsewhere | -                               | - | Pod web on aws in scaleway with hcloud | KA003
        a claim of another namespace is not its       | - | Claim data class gp3 namespace other | Pod web on scaleway with data | -
        a claim that is not there proves nothing      | -                               | - | Pod web on scaleway with gone   | -
        a boundary of other pods                      | eu requires aws app db          | - | Pod web on scaleway labels app=web | -
        """)
    void enforced(String sentence, String rules, String objects, String pod, String verdict) {
        GivenJudges given = GivenJudges.of(rules, objects);
        assertThat(created(given, pod, given.enforced())).isEqualTo(verdict);
    }

    /** The first verdict is that of the enforced parts, the second that of all parts that are not disabled. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        all is enforced by default            | eu requires aws                        | Pod web on scaleway with gp3 | KA001 eu; KA101 gp3 | KA001 eu; KA101 gp3
        beside one in Warn                    | eu requires aws and us forbids aws mode Warn | Pod web on scaleway with gp3 | KA001 eu; KA101 gp3 | \
        KA001 eu; KA101 gp3
        what a claim asked for is not its word | eu requires scaleway mode Warn        | Pod web in aws with gp3 annotated kosmos-admission.io/placed=x | - | KA101 gp3
        a boundary asks for the same as a claim | eu requires aws and us requires scaleway mode Warn | \
        Pod web in aws with gp3 annotated kosmos-admission.io/placed=x | - | KA002 Warn
        what a boundary would add is counted  | eu requires aws mode Warn              | Pod web                      | -                   | -
        and what that would break             | eu requires aws mode Warn              | Pod web in aws scaleway      | -                   | -
        a boundary in Warn                    | eu requires aws mode Warn              | Pod web on scaleway          | -                   | KA002 Warn
        a boundary in Audit                   | eu requires aws mode Audit             | Pod web on scaleway          | -                   | KA002 Audit
        a boundary that is disabled           | eu requires aws mode Disabled          | Pod web on scaleway          | -                   | -
        a claim outside of a boundary in Warn | eu requires scaleway mode Warn         | Pod web with gp3             | -                   | KA101 gp3
        storage in Warn                       | storage Warn                           | Pod web on scaleway with gp3 | -                   | KA101 gp3 Warn
        storage in Audit                      | storage Audit                          | Pod web on scaleway with gp3 | -                   | KA101 gp3 Audit
        storage that is disabled              | storage Disabled                       | Pod web on scaleway with gp3 | -                   | -
        file services enforced                | fileServices Enforce                   | Pod web on scaleway with efs | KA101 efs           | KA101 efs
        file services in Audit                | fileServices Audit                     | Pod web on scaleway with efs | KA101 efs Audit     | KA101 efs Audit
        no stricter than storage              | storage Audit and fileServices Enforce | Pod web on scaleway with efs | -                   | KA101 efs Audit
        the mode of all limits each           | mode Audit and eu requires aws and storage Warn | Pod web on scaleway with gp3 | - | KA002 Audit
        a pod that can run nowhere            | mode Warn                              | Pod web on aws in scaleway   | KA003 Warn          | KA003 Warn
        """)
    void modes(String sentence, String rules, String pod, String enforced, String all) {
        GivenJudges given = GivenJudges.of(rules, "-");
        assertThat(created(given, pod, given.enforced())).as("enforced").isEqualTo(enforced);
        assertThat(created(given, pod, given.scope())).as("all").isEqualTo(all);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a pod of nobody                              | - | - | Pod web on scaleway with gp3 | KA101 gp3
        its template shows the same                  | - | ReplicaSet db on scaleway with gp3 | Pod web on scaleway with gp3 of ReplicaSet/db | (KA101 gp3)
        its template is elsewhere                    | - | ReplicaSet db on aws with gp3 | Pod web on scaleway with gp3 of ReplicaSet/db | KA101 gp3
        its template has no such claim               | - | ReplicaSet db on scaleway | Pod web on scaleway with gp3 of ReplicaSet/db | KA101 gp3
        its template shows one of two                | - | ReplicaSet db on scaleway with gp3 | \
        Pod web on scaleway with gp3 hcloud of ReplicaSet/db | KA102 gp3 hcloud; KA101 hcloud; (KA101 gp3)
        its controller is not known                  | - | - | Pod web on scaleway with gp3 of ReplicaSet/db | (KA101 gp3)
        nor in its namespace                         | - | ReplicaSet db namespace other on aws | Pod web on scaleway with gp3 of ReplicaSet/db | (KA101 gp3)
        its controller is of no such kind            | - | - | Pod web on scaleway with gp3 of Rollout/db | KA101 gp3
        a pod of a set takes the claim of its number | - | StatefulSet db on scaleway makes data=gp3 and Claim data-db-3 class gp3 | \
        Pod db-3 on scaleway with data-db-3 of StatefulSet/db | (KA101 data-db-3)
        a name without a number takes the first      | - | StatefulSet db on scaleway makes data=gp3 and Claim data-db-3 class gp3 | \
        Pod web on scaleway with data-db-3 of StatefulSet/db | KA101 data-db-3
        a template outside of its boundary           | eu requires scaleway | ReplicaSet db with gp3 | \
        Pod web on scaleway with gp3 of ReplicaSet/db | (KA101 gp3)
        a broken boundary is never excused           | eu requires aws | ReplicaSet db on scaleway | Pod web on scaleway of ReplicaSet/db | KA001 eu
        nor with a controller that is not known      | eu requires aws | - | Pod web on scaleway of ReplicaSet/db | KA001 eu
        what it shows as it is written counts too    | eu requires aws | ReplicaSet db on scaleway with gp3 | \
        Pod web on scaleway with gp3 of ReplicaSet/db | KA001 eu; (KA101 gp3)
        a contradiction with a boundary neither      | eu requires scaleway | ReplicaSet db on aws | Pod web on aws in scaleway of ReplicaSet/db | KA002
        nowhere by its own words is excused          | - | ReplicaSet db on aws in scaleway | Pod web on aws in scaleway of ReplicaSet/db | (KA003)
        whatever its template says                   | - | ReplicaSet db | Pod web on aws in scaleway of ReplicaSet/db | (KA003)
        """)
    void whatTheTemplateShowed(String sentence, String rules, String objects, String pod, String verdict) {
        GivenJudges given = GivenJudges.of(rules, objects);
        assertThat(created(given, pod, given.enforced())).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the same words of the user count        | Pod web in aws with scw-bssd                                            | KA101 scw-bssd
        what following added proves nothing     | Pod web in aws with gp3 scw-bssd annotated kosmos-admission.io/placed=x | KA102 gp3 scw-bssd
        without the annotation it is the user's | Pod web in aws with gp3 scw-bssd                                        | KA102 gp3 scw-bssd; KA101 scw-bssd
        a nodeSelector is always the user's     | Pod web on aws with gp3 scw-bssd annotated kosmos-admission.io/placed=x | KA102 gp3 scw-bssd; KA101 scw-bssd
        """)
    void followingClaims(String sentence, String pod, String verdict) {
        GivenJudges given = GivenJudges.of("-", "-");
        assertThat(created(given, pod, given.enforced())).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing is odd                           | -                    | Pod web with gp3                     | -
        a home that should be known              | - | Pod web with odd | \
        the provider of claim "odd" of pod "web" can't be told: annotation kosmos-admission.io/provider says nowhere, which has no node here
        nodes that are only elsewhere today      | - | Pod web where gpu=true with scw-bssd | \
        pod "web" asks for nodes that only aws has today, but its claim "scw-bssd" uses storage class "scw-bssd" of scaleway (csi.scaleway.com); it stays \
        Pending until such a node joins scaleway
        an ephemeral volume's class              | - | Pod web new tmp=acme | \
        the provider of ephemeral volume "tmp" of pod "web" can't be told: storage class "acme" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        a claim is told in its own review        | -                    | Pod web with acme                    | -
        storage in Warn tells as well            | storage Warn | Pod web with odd | \
        the provider of claim "odd" of pod "web" can't be told: annotation kosmos-admission.io/provider says nowhere, which has no node here
        storage in Audit tells nothing           | storage Audit        | Pod web with odd                     | -
        nor does storage that is disabled        | storage Disabled     | Pod web with odd                     | -
        a word of a boundary is told by its name | eu requires scaleway | Pod web in scaleway with gp3         | -
        """)
    void warnsOfVolumes(String sentence, String rules, String pod, String warnings) {
        GivenJudges given = GivenJudges.of(rules, "Claim odd class gp3 home nowhere");
        PodView reviewed = GivenObject.of(pod).pod();
        assertThat(ResultText.of(
                        given.ofPods().judgeCreated(reviewed, given.scope()).warnings()))
                .isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the number at the end    | StatefulSet db         | Pod db-3          | 3
        of two digits            | StatefulSet db         | Pod db-12         | 12
        no number                | StatefulSet db         | Pod db-x          | 0
        a number too large       | StatefulSet db         | Pod db-1234567890 | 0
        another's name           | StatefulSet db         | Pod web-3         | 0
        the first may be another | StatefulSet db start 5 | Pod web-3         | 5
        """)
    void ordinals(String sentence, String workload, String pod, int ordinal) {
        assertThat(TemplatePods.ordinal(
                        GivenObject.of(pod).pod(), GivenObject.of(workload).workload()))
                .isEqualTo(ordinal);
    }

    private static String created(GivenJudges given, String pod, Scope scope) {
        return GivenJudges.text(given.ofPods().judgeCreated(GivenObject.of(pod).pod(), scope));
    }
}
