package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.target.Word;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConflictMessagesTest {

    private static final String RULES =
            "providers: [{name: scaleway, attachLabels: {k8s.scaleway.com/managed: \"true\"}}]";

    private static final GivenStorage GIVEN = GivenStorage.of(
            RULES,
            GivenStorage.claim(
                            "clone", "storageClassName: scw-bssd, dataSource: {kind: PersistentVolumeClaim, name: gp3}")
                    + GivenStorage.claim(
                            "restore",
                            "storageClassName: scw-bssd, dataSource: {apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: monday}")
                    + """
                    {apiVersion: v1, kind: Node, metadata: {name: metal-2, labels: {provider: scaleway}}}
                    ---
                    {apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshot, metadata: {name: monday, namespace: default}, \
                    spec: {volumeSnapshotClassName: ebs, source: {}}}
                    ---
                    {apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshotClass, metadata: {name: ebs}, driver: ebs.csi.aws.com}
                    """);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a volume elsewhere     | gp3 | {nodeSelector: {provider: scaleway}} | deployment "db" runs only on scaleway (nodeSelector provider=scaleway), \
        but its claim "gp3" uses storage class "gp3" of aws (ebs.csi.aws.com); \
        use a scaleway class (said-aws-scaleway, said-hetzner-scaleway, scw-bssd) or let "db" run on aws
        a class before a vowel | scw-bssd | {nodeSelector: {provider: aws}} | deployment "db" runs only on aws (nodeSelector provider=aws), \
        but its claim "scw-bssd" uses storage class "scw-bssd" of scaleway (csi.scaleway.com); \
        use an aws class (gp3, said-aws-hetzner, said-aws-scaleway) or let "db" run on scaleway
        no class is there      | gp3 | {nodeSelector: {provider: gcp}} | deployment "db" runs only on gcp (nodeSelector provider=gcp), \
        but its claim "gp3" uses storage class "gp3" of aws (ebs.csi.aws.com); use storage of gcp or let "db" run on aws
        no provider is left    | gp3 | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: \
        [{matchExpressions: [{key: provider, operator: DoesNotExist}]}]}}}} | \
        deployment "db" runs only on nodes of no known provider (node affinity provider does not exist), \
        but its claim "gp3" uses storage class "gp3" of aws (ebs.csi.aws.com); use storage that belongs to no provider or let "db" run on aws
        nodes that can't attach | scw-bssd | {nodeName: scw-metal} | deployment "db" runs only on node scw-metal (nodeName scw-metal), which can't attach volumes of scaleway, \
        but its claim "scw-bssd" uses storage class "scw-bssd" of scaleway (csi.scaleway.com); let "db" run on nodes of scaleway that can
        two that can't, by name | scw-bssd | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: \
        [{matchFields: [{key: metadata.name, operator: In, values: [scw-metal, het-1]}]}]}}}} | \
        deployment "db" runs only on nodes het-1, scw-metal (node affinity metadata.name in (scw-metal,het-1)), which can't attach volumes of scaleway, \
        but its claim "scw-bssd" uses storage class "scw-bssd" of scaleway (csi.scaleway.com); let "db" run on nodes of scaleway that can
        of many that can't, three | scw-bssd | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: \
        [{matchFields: [{key: metadata.name, operator: In, values: [scw-metal, het-1, aws-1, metal-2]}]}]}}}} | \
        deployment "db" runs only on nodes aws-1, het-1, metal-2 and 1 more (node affinity metadata.name in (scw-metal,het-1,aws-1,metal-2)), \
        which can't attach volumes of scaleway, \
        but its claim "scw-bssd" uses storage class "scw-bssd" of scaleway (csi.scaleway.com); let "db" run on nodes of scaleway that can
        volumes apart          | gp3 hcloud | {} | deployment "db" has volumes that no node can attach together: its claim "gp3" uses storage class "gp3" of aws \
        (ebs.csi.aws.com), \
        its claim "hcloud" uses storage class "hcloud" of hetzner (csi.hetzner.cloud); keep both on one provider
        three that never meet  | said-aws-scaleway said-aws-hetzner said-hetzner-scaleway | {} | deployment "db" has volumes that no node can attach together: \
        its claim "said-aws-scaleway" uses storage of aws or scaleway (annotation kosmos-admission.io/provider), \
        its claim "said-aws-hetzner" uses storage of aws or hetzner (annotation kosmos-admission.io/provider), \
        its claim "said-hetzner-scaleway" uses storage of hetzner or scaleway (annotation kosmos-admission.io/provider); keep all of them on one provider
        two that meet elsewhere | said-aws-scaleway said-aws-hetzner | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: \
        [{matchExpressions: [{key: provider, operator: In, values: [scaleway, hetzner]}]}]}}}} | \
        deployment "db" has volumes that no node can attach together where it runs, only on hetzner and scaleway (node affinity provider in (scaleway,hetzner)): \
        its claim "said-aws-scaleway" uses storage of aws or scaleway (annotation kosmos-admission.io/provider), \
        its claim "said-aws-hetzner" uses storage of aws or hetzner (annotation kosmos-admission.io/provider); keep all of them on one provider
        a source by its claim  | clone | {} | deployment "db": its claim "clone" uses storage class "scw-bssd" of scaleway (csi.scaleway.com), \
        but is to be copied from claim "gp3", which uses storage class "gp3" of aws (ebs.csi.aws.com); use an aws class (gp3, said-aws-hetzner, said-aws-scaleway)
        a source by its driver | restore | {} | deployment "db": its claim "restore" uses storage class "scw-bssd" of scaleway (csi.scaleway.com), \
        but is to be restored from snapshot "monday" of aws (ebs.csi.aws.com); use an aws class (gp3, said-aws-hetzner, said-aws-scaleway)
        """)
    void speakOfTheConsumer(String sentence, String claims, String spec, String message) {
        assertThat(first(GIVEN.consumer(GivenStorage.pod(claims, spec)))).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a consumer elsewhere       | gp3 | gp3 | {nodeSelector: {provider: scaleway}} | persistentvolumeclaim "gp3" uses storage class "gp3" of aws (ebs.csi.aws.com), \
        but deployment "db" runs only on scaleway (nodeSelector provider=scaleway); \
        use a scaleway class (said-aws-scaleway, said-hetzner-scaleway, scw-bssd) or let "db" run on aws
        nodes that can't attach it | scw-bssd | scw-bssd | {nodeName: scw-metal} | \
        deployment "db" runs only on node scw-metal (nodeName scw-metal), which can't attach volumes of scaleway, \
        but its claim "scw-bssd" uses storage class "scw-bssd" of scaleway (csi.scaleway.com); let "db" run on nodes of scaleway that can
        another volume apart       | gp3 | hcloud gp3 | {} | persistentvolumeclaim "gp3" uses storage class "gp3" of aws (ebs.csi.aws.com), \
        but deployment "db" also needs claim "hcloud", \
        which uses storage class "hcloud" of hetzner (csi.hetzner.cloud), and no node attaches both; use a hetzner class (hcloud, said-aws-hetzner, said-hetzner-scaleway)
        others that never meet it  | said-hetzner-scaleway | said-aws-scaleway said-aws-hetzner said-hetzner-scaleway | {} | \
        persistentvolumeclaim "said-hetzner-scaleway" uses storage of hetzner or scaleway (annotation kosmos-admission.io/provider), \
        but no node can attach it together with the other volumes of deployment "db": \
        its claim "said-aws-scaleway" uses storage of aws or scaleway (annotation kosmos-admission.io/provider), \
        its claim "said-aws-hetzner" uses storage of aws or hetzner (annotation kosmos-admission.io/provider); keep all of them on one provider
        """)
    void speakOfTheClaim(String sentence, String claim, String claims, String spec, String message) {
        Consumer consumer = GIVEN.consumer(GivenStorage.pod(claims, spec));
        assertThat(new Conflicts(GIVEN.inventory(), GIVEN.homes())
                        .ofClaim(claim, consumer)
                        .get(0)
                        .detail())
                .isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a boundary without the home is to be changed | scaleway     | or ask for another boundary
        a boundary around the home is not to blame   | aws scaleway | or let "db" run on aws
        """)
    void showTheWayOut(String sentence, String boundary, String end) {
        PodView pod = GivenStorage.pod("gp3", "{nodeSelector: {provider: scaleway}}");
        Word word = Word.ofBoundary("payments", Requirement.in("provider", List.of(boundary.split(" "))));
        Consumer consumer = GIVEN.consumer(pod);
        Consumer bounded = consumer.withTarget(consumer.target().inWords(List.of(word)));
        assertThat(first(bounded))
                .contains("runs only on scaleway (boundary \"payments\")")
                .endsWith(end);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a pod with a name    | web | pod "web" runs only on | or let "web" run on aws
        a pod without one    | ''  | this pod runs only on  | or let it run on aws
        """)
    void nameTheConsumer(String sentence, String name, String start, String end) {
        Consumer consumer = GIVEN.consumer(GivenStorage.pod("gp3", "{nodeSelector: {provider: scaleway}}"));
        assertThat(first(new Consumer("pod", name, consumer.pod(), consumer.target(), consumer.volumes())))
                .startsWith(start)
                .endsWith(end);
    }

    private static String first(Consumer consumer) {
        return new Conflicts(GIVEN.inventory(), GIVEN.homes())
                .of(consumer)
                .get(0)
                .detail();
    }
}
