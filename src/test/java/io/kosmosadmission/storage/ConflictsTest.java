package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim has the home of the class that it is named after: gp3 of aws, scw-bssd of scaleway, hcloud of hetzner. */
class ConflictsTest {

    /** Claims made from others: clone-* copies from what it is named after. said-all is at home on each provider. */
    private static final String CLONES = GivenStorage.claim("clone-gp3", source("scw-bssd", "gp3"))
            + GivenStorage.storageClass("said-all", "acme.example/foo", "aws,hetzner,scaleway")
            + GivenStorage.claim("said-all", "storageClassName: said-all")
            + GivenStorage.claim("clone-efs", source("scw-bssd", "efs"))
            + GivenStorage.claim("clone-acme", source("scw-bssd", "acme"))
            + GivenStorage.claim("clone-near", source("scw-sbs", "scw-bssd"))
            + GivenStorage.claim("neutral-clone-gp3", source("longhorn", "gp3"))
            + GivenStorage.claim("bound-clone-gp3", source("scw-bssd", "gp3") + ", volumeName: pv-scw")
            + "{apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-scw}, spec: {csi: {driver: csi.scaleway.com}}}\n";

    private static final GivenStorage GIVEN = GivenStorage.of(CLONES);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a pod without volumes                       | -        | {nodeSelector: {provider: aws}}      | -
        a claim at home where the pod runs          | gp3      | {nodeSelector: {provider: aws}}      | -
        a claim that may be where the pod runs      | said-aws-scaleway | {nodeSelector: {provider: aws}} | -
        a pod that may run anywhere                 | gp3      | {}                                   | -
        a claim elsewhere                           | gp3      | {nodeSelector: {provider: scaleway}} | KA101 gp3 hard
        a pod on a node of no known provider        | gp3      | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: \
        [{matchExpressions: [{key: provider, operator: DoesNotExist}]}]}}}} | KA101 gp3 hard
        a file service elsewhere is soft            | efs      | {nodeSelector: {provider: scaleway}} | KA101 efs soft
        neutral storage is everywhere               | longhorn | {nodeSelector: {provider: scaleway}} | -
        a driver that nobody knows proves nothing   | acme     | {nodeSelector: {provider: scaleway}} | -
        a platform that is not here proves nothing  | do       | {nodeSelector: {provider: scaleway}} | -
        a claim that is not there proves nothing    | gone     | {nodeSelector: {provider: scaleway}} | -
        a target that is empty is another's to judge | gp3     | {nodeSelector: {provider: scaleway, topology.kubernetes.io/zone: eu-west-1a}} | -
        two claims elsewhere are told each          | gp3 hcloud | {nodeSelector: {provider: scaleway}} | KA101 gp3 hard; KA102 gp3 hcloud hard; KA101 hcloud hard
        """)
    void withTheTarget(String sentence, String claims, String spec, String conflicts) {
        assertThat(of(claims, spec)).isEqualTo(conflicts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a machine outside of its cloud                | scw-bssd | {nodeName: scw-metal}          | KA105 scw-bssd hard
        a node of its cloud                           | scw-bssd | {nodeName: scw-1}              | -
        either of the two                             | scw-bssd | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: \
        [{matchFields: [{key: metadata.name, operator: In, values: [scw-1, scw-metal]}]}]}}}} | -
        a provider's node of any kind                 | scw-bssd | {nodeSelector: {provider: scaleway}} | -
        a node without the driver, where another has it | hcloud | {nodeName: het-2}              | KA105 hcloud hard
        the node that has it                          | hcloud   | {nodeName: het-1}              | -
        a node that has not said what it has          | hcloud   | {nodeName: het-3}              | -
        a driver that no node has yet                 | gp3      | {nodeName: aws-1}              | -
        a file service is reached from any node       | scw-file | {nodeName: scw-metal}          | -
        a node elsewhere is told as that              | gp3      | {nodeName: scw-metal}          | KA101 gp3 hard
        a home by annotation asks for no driver       | said-hetzner-scaleway | {nodeName: het-2} | -
        but for the attach labels                     | said-hetzner-scaleway | {nodeName: scw-metal} | KA105 said-hetzner-scaleway hard
        a home by selected nodes asks for no labels   | pinned   | {nodeName: scw-metal}          | -
        """)
    void withTheNodesOfTheTarget(String sentence, String claims, String spec, String conflicts) {
        String rules = "providers: [{name: scaleway, attachLabels: {k8s.scaleway.com/managed: \"true\"}}]";
        GivenStorage given = GivenStorage.watched(
                rules,
                """
                {apiVersion: v1, kind: Node, metadata: {name: het-2, labels: {provider: hetzner, kubernetes.io/hostname: het-2}}}
                ---
                {apiVersion: v1, kind: Node, metadata: {name: het-3, labels: {provider: hetzner, kubernetes.io/hostname: het-3}}}
                ---
                {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: het-1}, spec: {drivers: [{name: csi.hetzner.cloud}]}}
                ---
                {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: het-2}, spec: {drivers: []}}
                ---
                {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: aws-1}, spec: {drivers: []}}
                ---
                {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-pinned}, spec: {local: {path: /d}, nodeAffinity: {required: {nodeSelectorTerms: \
                [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [scw-metal]}]}]}}}}
                ---
                """ + GivenStorage.storageClass("scw-file", "filestorage.csi.scaleway.com", "-")
                        + GivenStorage.claim("scw-file", "storageClassName: scw-file")
                        + GivenStorage.claim("pinned", "volumeName: pv-pinned"));
        assertThat(of(given, claims, spec)).isEqualTo(conflicts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        two of one provider                          | scw-bssd scw-sbs                    | {} | -
        two of two providers                         | gp3 scw-bssd                        | {} | KA102 gp3 scw-bssd hard
        two that share a provider                    | said-aws-scaleway said-aws-hetzner  | {} | -
        one of them is a file service                | efs scw-bssd                        | {} | KA102 efs scw-bssd soft
        one of them is neutral                       | gp3 longhorn                        | {} | -
        one of them is not known                     | gp3 acme                            | {} | -
        each is told once with the first that is apart | gp3 scw-bssd hcloud               | {} | KA102 gp3 scw-bssd hard; KA102 scw-bssd hcloud hard
        a soft one does not hide a hard one          | gp3 efs hcloud                      | {} | KA102 gp3 hcloud hard; KA102 efs hcloud soft
        a hard one behind a soft one is told instead | scw-bssd efs gp3                    | {} | KA102 scw-bssd gp3 hard
        three that only two by two have a provider   | said-aws-scaleway said-aws-hetzner said-hetzner-scaleway | {} | \
        KA102 said-aws-scaleway said-aws-hetzner said-hetzner-scaleway hard
        two that meet where the pod does not run     | said-aws-scaleway said-aws-hetzner  | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: \
        {nodeSelectorTerms: [{matchExpressions: [{key: provider, operator: In, values: [scaleway, hetzner]}]}]}}}} | KA102 said-aws-scaleway said-aws-hetzner hard
        a soft conflict does not hide that           | efs said-aws-scaleway said-aws-hetzner said-hetzner-scaleway | {} | KA102 efs said-hetzner-scaleway soft; \
        KA102 said-aws-scaleway said-aws-hetzner said-hetzner-scaleway hard
        file services have no part in that           | said-aws-scaleway said-aws-hetzner efs | {} | -
        a target that is empty has none              | said-aws-scaleway said-aws-hetzner  | {nodeSelector: {provider: scaleway, topology.kubernetes.io/zone: eu-west-1a}} | -
        """)
    void amongVolumes(String sentence, String claims, String spec, String conflicts) {
        assertThat(of(claims, spec)).isEqualTo(conflicts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a claim at home where its consumer runs      | gp3      | gp3                | {nodeSelector: {provider: aws}}      | -
        a claim elsewhere                            | gp3      | gp3                | {nodeSelector: {provider: scaleway}} | KA103 gp3 hard
        another claim of the consumer is elsewhere   | scw-bssd | scw-bssd gp3       | {nodeSelector: {provider: scaleway}} | KA104 scw-bssd gp3 hard
        a claim that the consumer does not name      | hcloud   | scw-bssd gp3       | {}                                   | -
        a neutral claim                              | longhorn | longhorn gp3       | {nodeSelector: {provider: scaleway}} | -
        a node of its provider                       | scw-bssd | scw-bssd           | {nodeName: scw-metal}                | -
        it is apart from another                     | gp3      | scw-bssd gp3       | {}                                   | KA104 gp3 scw-bssd hard
        a hard one before a soft one                 | scw-bssd | efs scw-bssd gp3   | {}                                   | KA104 scw-bssd gp3 hard
        a soft one where there is no other           | scw-bssd | efs scw-bssd       | {}                                   | KA104 scw-bssd efs soft
        the others leave it nothing together         | said-hetzner-scaleway | said-aws-scaleway said-aws-hetzner said-hetzner-scaleway | {} | KA104 said-hetzner-scaleway hard
        the others leave it what is its              | said-aws-scaleway | said-aws-scaleway said-aws-hetzner | {} | -
        the others leave nothing to anybody          | said-all | said-all gp3 hcloud | {}                            | -
        a file service has no part in that           | efs      | said-aws-scaleway said-hetzner-scaleway efs | {} | KA104 efs said-hetzner-scaleway soft
        """)
    void ofAClaim(String sentence, String claim, String claims, String spec, String conflicts) {
        PodView pod = GivenStorage.pod(claims, spec);
        assertThat(text(new Conflicts(GIVEN.inventory(), GIVEN.homes()).ofClaim(claim, GIVEN.consumer(pod))))
                .isEqualTo(conflicts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a claim without a source                | scw-bssd          | -
        a source elsewhere                      | clone-gp3         | KA106 clone-gp3 hard
        a source of a file service              | clone-efs         | KA106 clone-efs soft
        a source that nobody knows              | clone-acme        | -
        a source at home where the claim is     | clone-near        | -
        a neutral class is left to its driver   | neutral-clone-gp3 | -
        a claim that has a volume is made       | bound-clone-gp3   | -
        """)
    void withSources(String sentence, String name, String conflicts) {
        PersistentVolumeClaim claim = GIVEN.inventory().claim("default", name).orElseThrow();
        Conflicts judge = new Conflicts(GIVEN.inventory(), GIVEN.homes());
        assertThat(text(judge.ofSources(claim, name, "claim"))).isEqualTo(conflicts);
        assertThat(of(name, "{nodeSelector: {provider: scaleway}}"))
                .as("a pod that names it")
                .isEqualTo(conflicts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a claim elsewhere by its class        | gp3           | {nodeSelector: {provider: scaleway}} | persistentvolumeclaim "gp3"; storageclass "gp3"
        a volume by itself                    | bound-clone-gp3 | {nodeSelector: {provider: aws}}    | persistentvolumeclaim "bound-clone-gp3"; persistentvolume "pv-scw"; storageclass "scw-bssd"
        two claims apart                      | gp3 scw-bssd  | {}                                   | \
        persistentvolumeclaim "gp3"; storageclass "gp3"; persistentvolumeclaim "scw-bssd"; storageclass "scw-bssd"
        a source by both                      | clone-gp3     | {}                                   | \
        persistentvolumeclaim "clone-gp3"; storageclass "scw-bssd"; persistentvolumeclaim "gp3"; storageclass "gp3"
        not a claim that has no part          | longhorn said-aws-scaleway said-aws-hetzner | {nodeSelector: {provider: gcp}} | \
        persistentvolumeclaim "said-aws-scaleway"; storageclass "said-aws-scaleway"
        all hard ones where none is left      | longhorn said-aws-scaleway said-aws-hetzner | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: \
        {nodeSelectorTerms: [{matchExpressions: [{key: provider, operator: In, values: [scaleway, hetzner]}]}]}}}} | \
        persistentvolumeclaim "said-aws-scaleway"; storageclass "said-aws-scaleway"; persistentvolumeclaim "said-aws-hetzner"; storageclass "said-aws-hetzner"
        """)
    void restOnEvidence(String sentence, String claims, String spec, String evidence) {
        Consumer consumer = GIVEN.consumer(GivenStorage.pod(claims, spec));
        assertThat(ResultText.of(new Conflicts(GIVEN.inventory(), GIVEN.homes())
                        .of(consumer)
                        .get(0)
                        .evidence()))
                .isEqualTo(evidence);
    }

    private static final String DRIVERS =
            """
            {apiVersion: v1, kind: Node, metadata: {name: het-2, labels: {provider: hetzner, kubernetes.io/hostname: het-2}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: plain, labels: {kubernetes.io/hostname: plain, disk: odd}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: both, labels: {kubernetes.io/hostname: both}}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: het-1}, spec: {drivers: [{name: csi.hetzner.cloud}]}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: het-2}, spec: {drivers: []}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: plain}, spec: {drivers: [{name: csi.hetzner.cloud}, {name: efs.csi.aws.com}]}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: both}, spec: {drivers: [{name: csi.hetzner.cloud}, {name: csi.scaleway.com}]}}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-het}, spec: {csi: {driver: csi.hetzner.cloud}, nodeAffinity: {required: {nodeSelectorTerms: \
            [{matchExpressions: [{key: disk, operator: In, values: [odd]}]}]}}}}
            ---
            """ + GivenStorage.claim("bound-het", "storageClassName: hcloud, volumeName: pv-het");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nobody has watched for how long it lacks the driver | false | -
        it has lacked it for ten minutes                    | true  | KA105 hcloud hard
        """)
    void withANodeThatLacksTheDriver(String sentence, boolean watched, String conflicts) {
        GivenStorage given = watched ? GivenStorage.watched("", DRIVERS) : GivenStorage.of(DRIVERS);
        assertThat(of(given, "hcloud", "{nodeName: het-2}")).isEqualTo(conflicts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one that has the driver                      | hcloud          | {nodeName: plain}                                 | -
        by its hostname                              | hcloud          | {nodeSelector: {kubernetes.io/hostname: plain}}   | -
        one that lacks it                            | scw-bssd        | {nodeName: plain}                                 | KA101 scw-bssd hard
        a file service is as a block volume          | efs             | {nodeName: plain}                                 | -
        the pod asks for a label besides             | hcloud          | {nodeSelector: {kubernetes.io/hostname: both, disk: odd}} | KA101 hcloud hard
        the volume is reached from it                | bound-het       | {nodeName: plain}                                 | -
        the volume is not reached from it            | bound-het       | {nodeName: both}                                  | KA101 bound-het hard
        two drivers of two providers                 | hcloud scw-bssd | {}                                                | -
        on that node                                 | hcloud scw-bssd | {nodeName: both}                                  | -
        on another                                   | hcloud scw-bssd | {nodeName: plain}                                 | KA102 hcloud scw-bssd hard; KA101 scw-bssd hard
        the pod keeps to labelled nodes              | hcloud scw-bssd | {nodeSelector: {provider: hetzner}}               | KA102 hcloud scw-bssd hard; KA101 scw-bssd hard
        a home by annotation asks for no driver      | said-hetzner-scaleway | {nodeName: both}                            | KA101 said-hetzner-scaleway hard
        """)
    void withNodesOfNoKnownProvider(String sentence, String claims, String spec, String conflicts) {
        assertThat(of(GivenStorage.of(DRIVERS), claims, spec)).isEqualTo(conflicts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        it bears the attach label             | disk: odd   | -
        it lacks the attach label             | disk: other | KA101 hcloud hard
        """)
    void withAttachLabelsOfTheHome(String sentence, String label, String conflicts) {
        GivenStorage given = GivenStorage.of("providers: [{name: hetzner, attachLabels: {" + label + "}}]", DRIVERS);
        assertThat(of(given, "hcloud", "{nodeName: plain}")).isEqualTo(conflicts);
    }

    private static String source(String storageClass, String claim) {
        return "storageClassName: " + storageClass + ", dataSource: {kind: PersistentVolumeClaim, name: " + claim + "}";
    }

    private static String of(String claims, String spec) {
        return of(GIVEN, claims, spec);
    }

    private static String of(GivenStorage given, String claims, String spec) {
        Consumer consumer = given.consumer(GivenStorage.pod(claims, spec));
        return text(new Conflicts(given.inventory(), given.homes()).of(consumer));
    }

    private static String text(List<Conflict> conflicts) {
        return ResultText.of(conflicts.stream()
                .map(it -> it.identity() + (it.hard() ? " hard" : " soft"))
                .collect(Collectors.toList()));
    }
}
