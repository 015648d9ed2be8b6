package io.kosmosadmission.admission.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import io.kosmosadmission.admission.scope.Scope;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The claim data is judged: of the class gp3 of aws or scw-bssd of scaleway. */
class ClaimJudgeTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nobody uses it                          | -                                                                                | -
        a Deployment where it is                | Deployment db on aws with data                                                   | -
        a Deployment elsewhere                  | Deployment db on scaleway with data                                              | KA103 data
        a StatefulSet elsewhere                 | StatefulSet db on scaleway with data                                             | KA103 data
        a DaemonSet elsewhere                   | DaemonSet db on scaleway with data                                               | KA103 data
        a ReplicaSet elsewhere                  | ReplicaSet db on scaleway with data                                              | KA103 data
        a Job elsewhere                         | Job db on scaleway with data                                                     | KA103 data
        a CronJob elsewhere                     | CronJob db on scaleway with data                                                 | KA103 data
        the ReplicaSet of a Deployment          | ReplicaSet db on scaleway with data of Deployment/web                            | -
        a ReplicaSet of something else          | ReplicaSet db on scaleway with data of Rollout/web                               | KA103 data
        a Job of a CronJob                      | Job db on scaleway with data of CronJob/web                                      | KA103 data
        a Job that is finished                  | Job db on scaleway with data finished                                            | -
        a Deployment that is being deleted      | Deployment db on scaleway with data deleting                                     | -
        a Deployment without replicas           | Deployment db on scaleway with data replicas 0                                   | (KA103 data)
        beside another with replicas            | Deployment db on scaleway with data replicas 0 and Job web on scaleway with data | KA103 data; (KA103 data)
        a Deployment of another namespace       | Deployment db on scaleway with data namespace other                              | -
        a Deployment that can run nowhere       | Deployment db on aws in scaleway with data                                       | -
        a Deployment with a claim elsewhere     | Deployment db with data scw-bssd                                                 | KA104 data scw-bssd
        that is not the claim's matter          | Deployment db on aws with data scw-bssd hcloud                                   | KA104 data scw-bssd
        a Deployment with another claim         | Deployment db on scaleway with gp3                                               | -
        a pod of nobody elsewhere               | Pod db on scaleway with data                                                     | KA103 data
        a pod on a node elsewhere               | Pod db at scw-1 with data                                                        | KA103 data
        a pod of another namespace              | Pod db on scaleway with data namespace other                                     | -
        a pod that is finished                  | Pod db on scaleway with data finished                                            | -
        a pod that is being deleted             | Pod db on scaleway with data deleting                                            | -
        a pod of a known Deployment's           | Pod db on scaleway with data of ReplicaSet/web and ReplicaSet web on aws         | (KA103 data)
        a pod of a controller that is not known | Pod db on scaleway with data of ReplicaSet/web                                   | KA103 data
        two consumers elsewhere                 | Deployment db on scaleway with data and Pod web on hetzner with data             | KA103 data
        """)
    void consumers(String sentence, String objects, String verdict) {
        assertThat(of("-", objects, "Claim data class gp3")).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a Deployment within the boundary | Deployment db with data                                  | KA103 data
        a boundary of others             | Deployment web with data                                 | -
        a DaemonSet is not placed        | DaemonSet db with data                                   | -
        nor is a pod on a node           | Pod db at gone with data labels app=db                   | -
        a pod that waits is              | Pod db with data labels app=db                           | KA103 data
        but for that of a DaemonSet      | Pod db named gone with data labels app=db of DaemonSet/x | -
        """)
    void consumersWithinTheirBoundary(String sentence, String objects, String verdict) {
        assertThat(of("eu requires scaleway app db", objects, "Claim data class gp3"))
                .isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a set that makes such claims         | StatefulSet db on scaleway makes data=scw-bssd selects app=db | \
        Claim data-db-0 class gp3 labels app=db | KA103 data-db-0
        of any number                        | StatefulSet db on scaleway makes data=scw-bssd selects app=db | \
        Claim data-db-17 class gp3 labels app=db | KA103 data-db-17
        without a number it is no such claim | StatefulSet db on scaleway makes data=scw-bssd selects app=db | Claim data-db-x class gp3 labels app=db | -
        of another name                      | StatefulSet db on scaleway makes data=scw-bssd selects app=db | Claim logs-db-0 class gp3 labels app=db | -
        without the labels of the set        | StatefulSet db on scaleway makes data=scw-bssd selects app=db | Claim data-db-0 class gp3 | -
        the same as the template             | StatefulSet db on scaleway makes data=gp3 selects app=db | Claim data-db-0 class gp3 labels app=db | \
        (KA103 data-db-0)
        a home of its own                    | StatefulSet db on scaleway makes data=gp3 selects app=db | \
        Claim data-db-0 class gp3 labels app=db home aws | KA103 data-db-0
        a volume of its own                  | StatefulSet db on hetzner makes data=scw-bssd selects app=db and Volume pv driver csi.scaleway.com | \
        Claim data-db-0 class scw-bssd volume pv labels app=db | KA103 data-db-0
        a source of its own                  | StatefulSet db on scaleway makes data=gp3 selects app=db | \
        Claim data-db-0 class gp3 from gp3 labels app=db | KA103 data-db-0
        attributes of its own                | StatefulSet db on scaleway makes data=gp3 selects app=db | \
        Claim data-db-0 class gp3 attributes fast labels app=db | KA103 data-db-0
        a set without replicas               | StatefulSet db on scaleway makes data=scw-bssd selects app=db replicas 0 | \
        Claim data-db-0 class gp3 labels app=db | (KA103 data-db-0)
        a set that is being deleted          | StatefulSet db on scaleway makes data=scw-bssd selects app=db deleting | \
        Claim data-db-0 class gp3 labels app=db | -
        a set of another namespace           | StatefulSet db on scaleway makes data=scw-bssd selects app=db namespace other | \
        Claim data-db-0 class gp3 labels app=db | -
        beside another claim of the pod      | StatefulSet db makes data=scw-bssd logs=scw-bssd selects app=db and Claim logs-db-1 class hcloud | \
        Claim data-db-1 class gp3 labels app=db | KA104 data-db-1 logs-db-1
        """)
    void setsThatMakeIt(String sentence, String objects, String claim, String verdict) {
        assertThat(of("-", objects, claim)).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        an ephemeral volume says the same | Pod web on scaleway new tmp=gp3        | Claim web-tmp class gp3 of Pod/web          | (KA103 web-tmp)
        another class                     | Pod web on scaleway new tmp=scw-bssd   | Claim web-tmp class gp3 of Pod/web          | KA103 web-tmp
        a home of its own                 | Pod web on scaleway new tmp=gp3        | Claim web-tmp class gp3 home aws of Pod/web | KA103 web-tmp
        of another volume                 | Pod web on scaleway new tmp=scw-bssd   | Claim web-logs class gp3 of Pod/web         | -
        its pod is not known              | -                                      | Claim web-tmp class gp3 of Pod/web          | -
        not its pod's                     | Pod web on scaleway new tmp=scw-bssd   | Claim web-tmp class gp3                     | -
        a pod of another name             | Pod db on scaleway new tmp=scw-bssd    | Claim web-tmp class gp3 of Pod/db           | -
        no ephemeral volume               | Pod web on scaleway with longhorn      | Claim web-v-longhorn class gp3 of Pod/web   | -
        beside a claim of the pod         | Pod web new tmp=scw-bssd with scw-bssd | Claim web-tmp class gp3 of Pod/web          | KA104 web-tmp scw-bssd
        """)
    void thePodThatItIsMadeFor(String sentence, String objects, String claim, String verdict) {
        assertThat(of("-", objects, claim)).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a source where it is                  | -                                            | Claim data class gp3 from gp3      | -
        a source elsewhere, whoever uses it   | -                                            | Claim data class gp3 from scw-bssd | KA106 data
        a source that is not there            | -                                            | Claim data class gp3 from gone     | -
        a source of a file service only warns | -                                            | Claim data class scw-bssd from efs | KA106 data Warn
        a set's template without that source  | StatefulSet db makes data=gp3 selects app=db | \
        Claim data-db-0 class gp3 from scw-bssd labels app=db | KA106 data-db-0
        a consumer and the source             | Pod db on scaleway with data                 | Claim data class gp3 from scw-bssd | KA103 data; KA106 data
        """)
    void sources(String sentence, String objects, String claim, String verdict) {
        assertThat(of("-", objects, claim)).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        storage is enforced       | -                           | Claim data class gp3 | KA103 data      | KA103 data
        storage in Warn           | storage Warn                | Claim data class gp3 | -               | KA103 data Warn
        storage in Audit          | storage Audit               | Claim data class gp3 | -               | KA103 data Audit
        storage that is disabled  | storage Disabled            | Claim data class gp3 | -               | -
        the mode of all limits it | mode Audit and storage Warn | Claim data class gp3 | -               | KA103 data Audit
        a file service only warns | -                           | Claim data class efs | KA103 data Warn | KA103 data Warn
        file services enforced    | fileServices Enforce        | Claim data class efs | KA103 data      | KA103 data
        """)
    void modes(String sentence, String rules, String claim, String enforced, String all) {
        GivenJudges given = GivenJudges.of(rules, "Deployment db on scaleway with data");
        assertThat(judged(given, claim, given.enforced())).as("enforced").isEqualTo(enforced);
        assertThat(judged(given, claim, given.scope())).as("all").isEqualTo(all);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing is odd                        | -             | -                                      | Claim data class gp3            | -
        its class is of nobody                | - | - | Claim data class acme | \
        the provider of claim "data" can't be told: storage class "acme" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        storage in Warn tells as well         | storage Warn | - | Claim data class acme | \
        the provider of claim "data" can't be told: storage class "acme" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        storage in Audit tells nothing        | storage Audit | -                                      | Claim data class acme           | -
        what it has is no matter of its class | -             | Volume pv driver csi.scaleway.com      | Claim data class acme volume pv | -
        a consumer that waits for a node      | - | Deployment db where gpu=true with data | Claim data class scw-bssd | \
        deployment "db" asks for nodes that only aws has today, but its claim "data" uses storage class "scw-bssd" of scaleway (csi.scaleway.com); it \
        stays Pending until such a node joins scaleway
        """)
    void warnings(String sentence, String rules, String objects, String claim, String warnings) {
        GivenJudges given = GivenJudges.of(rules, objects);
        assertThat(ResultText.of(given.ofClaims()
                        .judge(GivenObject.of(claim).claim(), given.scope())
                        .warnings()))
                .isEqualTo(warnings);
    }

    /** The claim itself is no evidence: it is under review. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the workload and the class | Deployment db on scaleway with data | Claim data class gp3               | storageclass "gp3"; deployment "db"
        the pod and the class      | Pod db on scaleway with data        | Claim data class gp3               | storageclass "gp3"; pod "db"
        the other claim too        | Deployment db with data scw-bssd | Claim data class gp3 | \
        storageclass "gp3"; persistentvolumeclaim "scw-bssd"; storageclass "scw-bssd"; deployment "db"
        its source                 | - | Claim data class gp3 from scw-bssd | \
        storageclass "gp3"; persistentvolumeclaim "scw-bssd"; storageclass "scw-bssd"
        """)
    void evidence(String sentence, String objects, String claim, String evidence) {
        GivenJudges given = GivenJudges.of("-", objects);
        assertThat(given.ofClaims().judge(GivenObject.of(claim).claim(), given.scope()).objections().stream()
                        .map(objection -> ResultText.of(objection.evidence()))
                        .collect(Collectors.joining(" / ")))
                .isEqualTo(evidence);
    }

    private static String of(String rules, String objects, String claim) {
        GivenJudges given = GivenJudges.of(rules, objects);
        return judged(given, claim, given.scope());
    }

    private static String judged(GivenJudges given, String claim, Scope scope) {
        return GivenJudges.text(given.ofClaims().judge(GivenObject.of(claim).claim(), scope));
    }
}
