package io.kosmosadmission.admission.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import io.kosmosadmission.admission.scope.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim has the home of the class that it is named after: gp3 of aws, scw-bssd of scaleway, hcloud of hetzner. */
class WorkloadJudgeTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a Deployment that asks for nothing        | -                               | - | Deployment db                    | -
        a boundary is added before                | eu requires aws                 | - | Deployment db                    | -
        and contradicts its own nodeSelector      | eu requires aws                 | - | Deployment db on scaleway        | KA002
        KA003 says that it can run nowhere        | -                               | - | Deployment db on aws in scaleway | KA003
        KA101 that a claim is elsewhere           | -                               | - | Deployment db on scaleway with gp3 | KA101 gp3
        of an ephemeral volume too                | -                               | - | Deployment db on scaleway new tmp=gp3 | KA101 tmp
        a claim outside of the boundary           | eu requires scaleway            | - | Deployment db with gp3           | KA101 gp3
        KA102 that two claims are apart           | -                               | - | Deployment db with gp3 hcloud    | KA102 gp3 hcloud
        KA105 that its node can't attach          | attach scaleway managed: "true" | - | Deployment db at scw-metal with scw-bssd | KA105 scw-bssd
        KA106 that a source is elsewhere          | - | Claim copy class scw-bssd from gp3 | Deployment db with copy | KA106 copy
        on a node outside of its boundary         | eu requires aws                 | - | Deployment db at scw-1           | KA001 eu
        a StatefulSet                             | -                               | - | StatefulSet db on scaleway with gp3 | KA101 gp3
        a ReplicaSet                              | -                               | - | ReplicaSet db on scaleway with gp3 | KA101 gp3
        a Job                                     | -                               | - | Job db on scaleway with gp3      | KA101 gp3
        a CronJob                                 | -                               | - | CronJob db on scaleway with gp3  | KA101 gp3
        a boundary of others                      | eu requires aws app web         | - | Deployment db on scaleway        | -
        no replicas excuse a claim                | -                               | - | Deployment db on scaleway with gp3 replicas 0 | (KA101 gp3)
        a Job that is suspended                   | -                               | - | Job db on scaleway with gp3 suspended | (KA101 gp3)
        a CronJob whose Jobs are                  | -                               | - | CronJob db on scaleway with gp3 suspended | (KA101 gp3)
        no replicas excuse no boundary            | eu requires aws                 | - | Deployment db at scw-1 replicas 0 | KA001 eu
        nor words that can't be met               | -                               | - | Deployment db on aws in scaleway replicas 0 | KA003
        a DaemonSet outside of its boundary       | eu requires aws                 | - | DaemonSet db                     | (KA001 eu)
        a DaemonSet with its claim elsewhere      | -                               | - | DaemonSet db on scaleway with gp3 | KA101 gp3
        a DaemonSet that is not placed            | eu requires scaleway            | - | DaemonSet db with gp3            | (KA001 eu)
        a DaemonSet that can run nowhere          | -                               | - | DaemonSet db on aws in scaleway  | KA003
        a DaemonSet that contradicts its boundary | eu requires scaleway            | - | DaemonSet db on aws in scaleway  | KA002
        """)
    void enforced(String sentence, String rules, String objects, String workload, String verdict) {
        GivenJudges given = GivenJudges.of(rules, objects);
        assertThat(judged(given, workload, given.enforced())).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        its template is elsewhere                 | - | StatefulSet db on scaleway makes data=gp3 | KA101 data-db-0
        the template where it runs                | -                                            | StatefulSet db on aws makes data=gp3 replicas 3         | -
        two templates apart                       | - | StatefulSet db makes data=gp3 logs=hcloud | KA102 data-db-0 logs-db-0
        a claim of old counts for its own pod     | Claim data-db-2 class hcloud | StatefulSet db on aws makes data=gp3 replicas 3 | KA101 data-db-2
        not beyond the replicas                   | Claim data-db-3 class hcloud                 | StatefulSet db on aws makes data=gp3 replicas 3         | -
        nor at another start                      | Claim data-db-2 class hcloud                 | StatefulSet db on aws makes data=gp3 replicas 3 start 5 | -
        the start moves the end                   | Claim data-db-7 class hcloud | StatefulSet db on aws makes data=gp3 replicas 3 start 5 | KA101 data-db-7
        the first is judged without replicas      | Claim data-db-0 class hcloud | StatefulSet db on aws makes data=gp3 replicas 0 | (KA101 data-db-0)
        the next claim is judged by its template  | Claim data-db-0 class gp3 | StatefulSet db on aws makes data=hcloud replicas 2 | KA101 data-db-1
        that of a later pod too                   | Claim data-db-0 class gp3 and Claim data-db-1 class gp3 | \
        StatefulSet db on aws makes data=hcloud replicas 5 | KA101 data-db-2
        a pod that lacks one of two               | Claim data-db-0 class gp3 and Claim logs-db-0 class gp3 and Claim data-db-1 class gp3 | \
        StatefulSet db on aws makes data=gp3 logs=hcloud replicas 2 | KA102 data-db-1 logs-db-1; KA101 logs-db-1
        claims that are all there need none       | Claim data-db-0 class gp3 and Claim data-db-1 class gp3 | \
        StatefulSet db on aws makes data=hcloud replicas 2 | -
        the start moves the next                  | Claim data-db-5 class gp3 | StatefulSet db on aws makes data=hcloud replicas 2 start 5 | KA101 data-db-6
        the first that is elsewhere is enough     | Claim data-db-1 class hcloud and Claim data-db-2 class hcloud | \
        StatefulSet db on aws makes data=gp3 replicas 3 | KA101 data-db-1
        the hundredth is judged                   | Claim data-db-99 class hcloud | StatefulSet db on aws makes data=gp3 replicas 200 | KA101 data-db-99
        and no further one                        | Claim data-db-100 class hcloud               | StatefulSet db on aws makes data=gp3 replicas 200       | -
        a claim of another namespace              | Claim data-db-0 class hcloud namespace other | StatefulSet db on aws makes data=gp3                    | -
        a set without templates has no such claim | Claim data-db-1 class hcloud                 | StatefulSet db on aws with gp3 replicas 3               | -
        """)
    void claimsOfAStatefulSet(String sentence, String objects, String workload, String verdict) {
        GivenJudges given = GivenJudges.of("-", objects);
        assertThat(judged(given, workload, given.enforced())).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a boundary in Warn                        | eu requires aws mode Warn     | Deployment db on scaleway          | -              | KA002 Warn
        a boundary in Audit                       | eu requires aws mode Audit    | Deployment db on scaleway          | -              | KA002 Audit
        a boundary that is disabled               | eu requires aws mode Disabled | Deployment db on scaleway          | -              | -
        a DaemonSet outside of a boundary in Warn | eu requires aws mode Warn     | DaemonSet db on scaleway           | -              | (KA001 eu Warn)
        storage in Warn                           | storage Warn                  | Deployment db on scaleway with gp3 | -              | KA101 gp3 Warn
        storage in Audit                          | storage Audit                 | Deployment db on scaleway with gp3 | -              | KA101 gp3 Audit
        storage that is disabled                  | storage Disabled              | Deployment db on scaleway with gp3 | -              | -
        the mode of all limits each               | mode Warn                     | Deployment db on scaleway with gp3 | -              | KA101 gp3 Warn
        nowhere in the mode of all                | mode Warn                     | Deployment db on aws in scaleway   | KA003 Warn     | KA003 Warn
        a file service only warns                 | -                             | Deployment db on scaleway with efs | KA101 efs Warn | KA101 efs Warn
        """)
    void modes(String sentence, String rules, String workload, String enforced, String all) {
        GivenJudges given = GivenJudges.of(rules, "-");
        assertThat(judged(given, workload, given.enforced())).as("enforced").isEqualTo(enforced);
        assertThat(judged(given, workload, given.scope())).as("all").isEqualTo(all);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing is new                  | Deployment db on scaleway with gp3 | Deployment db on scaleway with gp3        | (KA101 gp3)
        the same problem in other words | Deployment db on scaleway with gp3 | Deployment db on hetzner with gp3         | (KA101 gp3)
        a new one beside it             | Deployment db on scaleway with gp3 | Deployment db on scaleway with gp3 hcloud | \
        KA102 gp3 hcloud; KA101 hcloud; (KA101 gp3)
        nothing was wrong               | Deployment db on aws with gp3      | Deployment db on scaleway with gp3        | KA101 gp3
        all is well now                 | Deployment db on scaleway with gp3 | Deployment db on aws with gp3             | -
        """)
    void whatWasWrongBefore(String sentence, String before, String after, String verdict) {
        GivenJudges given = GivenJudges.of("-", "-");
        Verdict old = given.ofWorkloads().judge(GivenObject.of(before).workload(), given.scope());
        Verdict now = given.ofWorkloads().judge(GivenObject.of(after).workload(), given.scope());
        assertThat(GivenJudges.text(now.excusing(old))).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a Deployment                   | Deployment db                    | true
        a ReplicaSet of nobody         | ReplicaSet db                    | true
        a ReplicaSet of a Deployment   | ReplicaSet db of Deployment/web  | false
        a ReplicaSet of something else | ReplicaSet db of Rollout/web     | true
        a Job of nobody                | Job db                           | true
        a Job of a CronJob             | Job db of CronJob/web            | false
        a Job of a Deployment          | Job db of Deployment/web         | true
        a ReplicaSet of a CronJob      | ReplicaSet db of CronJob/web     | true
        a StatefulSet of a Deployment  | StatefulSet db of Deployment/web | true
        """)
    void isJudged(String sentence, String workload, boolean judged) {
        assertThat(WorkloadJudge.isJudged(GivenObject.of(workload).workload())).isEqualTo(judged);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing is odd                 | -                                                | Deployment db with gp3                   | -
        a claim template's class       | - | StatefulSet db makes data=acme | \
        the provider of claim template "data" can't be told: storage class "acme" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        an ephemeral volume's class    | - | Deployment db new tmp=acme | \
        the provider of ephemeral volume "tmp" of deployment "db" can't be told: storage class "acme" is of a driver that no provider is known for: \
        acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        storage in Audit tells nothing | storage Audit                                    | StatefulSet db makes data=acme           | -
        as many replicas as providers  | rule one onePerProvider: Required                | Deployment db replicas 3                 | -
        more than providers            | rule one onePerProvider: Required | Deployment db replicas 4 | \
        deployment "db" asks for 4 replicas, one per provider, but can run on 3 live providers (aws, hetzner, scaleway): 1 will stay Pending
        only preferred                 | rule one onePerProvider: Preferred | Deployment db replicas 4 | \
        deployment "db" asks for 4 replicas, one per provider, but can run on 3 live providers (aws, hetzner, scaleway): 1 will share a provider
        fewer where it may run         | rule one onePerProvider: Required | Deployment db in aws scaleway replicas 3 | \
        deployment "db" asks for 3 replicas, one per provider, but can run on 2 live providers (aws, scaleway): 1 will stay Pending
        one where its claim is         | rule one onePerProvider: Required | Deployment db with gp3 replicas 2 | \
        deployment "db" asks for 2 replicas, one per provider, but can run on 1 live provider (aws): 1 will stay Pending
        none that is live is told elsewhere | rule one onePerProvider: Required | Deployment db on gcp replicas 1        | -
        in Warn it is told as it would be | mode Warn and rule one onePerProvider: Required | Deployment db replicas 4 | \
        if all were enforced: deployment "db" asks for 4 replicas, one per provider, but can run on 3 live providers (aws, hetzner, scaleway): 1 will stay Pending
        in Audit it is not             | mode Audit and rule one onePerProvider: Required | Deployment db replicas 4                 | -
        a boundary in Warn leaves fewer | eu requires aws mode Warn and rule one onePerProvider: Required | Deployment db replicas 4 | \
        deployment "db" asks for 4 replicas, one per provider, but can run on 3 live providers (aws, hetzner, scaleway): 1 will stay Pending; \
        if all were enforced: deployment "db" asks for 4 replicas, one per provider, but can run on 1 live provider (aws): 3 will stay Pending
        fewer domains than it wants    | rule even spread: {whenUnsatisfiable: DoNotSchedule, minDomains: 4} | Deployment db replicas 5 | \
        deployment "db" asks for 5 replicas, over at least 4 providers (minDomains), but can run on 3 live providers (aws, hetzner, scaleway): \
        2 will stay Pending
        each takes what maxSkew says   | rule even spread: {maxSkew: 2, whenUnsatisfiable: DoNotSchedule, minDomains: 4} | Deployment db replicas 7 | \
        deployment "db" asks for 7 replicas, over at least 4 providers (minDomains), but can run on 3 live providers (aws, hetzner, scaleway), \
        each of which takes 2: 1 will stay Pending
        as many domains as it wants    | rule even spread: {whenUnsatisfiable: DoNotSchedule, minDomains: 3} | Deployment db replicas 9 | -
        a hard spread takes any number | rule even spread: {whenUnsatisfiable: DoNotSchedule} | Deployment db replicas 9 | -
        a Job's rest waits             | rule one onePerProvider: Required | Job db replicas 5 | \
        job "db" runs 5 pods at once, one per provider, but can run on 3 live providers (aws, hetzner, scaleway): 2 will wait for others
        a CronJob's too                | rule one onePerProvider: Required | CronJob db replicas 5 | \
        cronjob "db" runs 5 pods at once, one per provider, but can run on 3 live providers (aws, hetzner, scaleway): 2 will wait for others
        of a Job as many as are to end | rule one onePerProvider: Required | Job db replicas 50 completions 4 | \
        job "db" runs 4 pods at once, one per provider, but can run on 3 live providers (aws, hetzner, scaleway): 1 will wait for others
        and no more at once            | rule one onePerProvider: Required | Job db replicas 3 completions 40                         | -
        a DaemonSet has no replicas    | rule one onePerProvider: Required                | DaemonSet db replicas 4                  | -
        """)
    void warnings(String sentence, String rules, String workload, String warnings) {
        GivenJudges given = GivenJudges.of(rules, "-");
        assertThat(ResultText.of(given.ofWorkloads()
                        .judge(GivenObject.of(workload).workload(), given.scope())
                        .warnings()))
                .isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        all is enforced             | eu requires aws            | Deployment db             | -
        a boundary in Warn          | eu requires aws mode Warn  | Deployment db             | if all were enforced, its pods would get: only aws (boundary eu)
        a boundary in Audit         | eu requires aws mode Audit | Deployment db             | -
        following claims in Warn    | storage Warn               | Deployment db with gp3    | if all were enforced, its pods would get: only aws (claim gp3)
        a rule in Warn              | mode Warn and rule one onePerProvider: Required | Deployment db | \
        if all were enforced, its pods would get: one per provider; by rule "one"
        a DaemonSet gets nothing    | eu requires aws mode Warn  | DaemonSet db              | -
        nor what is on a node       | eu requires aws mode Warn  | Deployment db at scw-1    | -
        nor what has it already     | eu requires scaleway mode Warn | Deployment db in scaleway | -
        a toleration may be missing | eu requires aws mode Warn  | Deployment db in aws      | if all were enforced, its pods would get: only aws (boundary eu)
        """)
    void whatIfs(String sentence, String rules, String workload, String warnings) {
        GivenJudges given = GivenJudges.of(rules, "-");
        assertThat(ResultText.of(
                        given.ofWorkloads().whatIfs(GivenObject.of(workload).workload(), given.scope())))
                .isEqualTo(warnings);
    }

    private static String judged(GivenJudges given, String workload, Scope scope) {
        return GivenJudges.text(
                given.ofWorkloads().judge(GivenObject.of(workload).workload(), scope));
    }
}
