package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import io.kosmosadmission.kube.PodView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim has the home of the class that it is named after: gp3 of aws, scw-bssd of scaleway, hcloud of hetzner. */
class FollowingTest {

    private static final String CLAIMS = GivenStorage.claim("more-gp3", "storageClassName: gp3")
            + GivenStorage.claim("bound-gp3", "storageClassName: gp3, volumeName: pv-aws")
            + GivenStorage.claim("bound-aws-scaleway", "storageClassName: said-aws-scaleway, volumeName: pv-any")
            + GivenStorage.claim("pd", "storageClassName: pd")
            + GivenStorage.claim("pinned", "volumeName: pv-pinned")
            + GivenStorage.storageClass("pd", "pd.csi.storage.gke.io", "-")
            + """
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-aws}, spec: {csi: {driver: ebs.csi.aws.com}}}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-any}, spec: {csi: {driver: acme.example/foo}}}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-pinned}, spec: {local: {path: /d}, nodeAffinity: {required: {nodeSelectorTerms: \
            [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [scw-metal]}]}]}}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: gke-1, labels: {}}}
            ---
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a pod without volumes                     | -        | {} | -  | aws hetzner scaleway + unlabelled unseen | -
        a block volume, and its provider's taint  | gp3      | {} | require provider=aws; tolerate provider=aws:NoSchedule | aws | only aws (claim gp3)
        a provider without a taint                | scw-bssd | {} | require provider=scaleway | scaleway | only scaleway (claim scw-bssd)
        a home of two providers                   | said-aws-scaleway | {} | require provider in (aws,scaleway); tolerate provider=aws:NoSchedule | aws scaleway | \
        only aws, scaleway (claim said-aws-scaleway)
        the pod may want one of them              | said-aws-scaleway | {nodeSelector: {provider: scaleway}} | require provider in (aws,scaleway) | scaleway | \
        only aws, scaleway (claim said-aws-scaleway)
        two claims of one home                    | gp3 more-gp3 | {} | require provider=aws; tolerate provider=aws:NoSchedule | aws | only aws (claim gp3, claim more-gp3)
        two homes that meet                       | said-aws-scaleway said-aws-hetzner | {} | \
        require provider in (aws,scaleway); require provider in (aws,hetzner); tolerate provider=aws:NoSchedule | aws | \
        only aws, scaleway (claim said-aws-scaleway); only aws, hetzner (claim said-aws-hetzner)
        homes apart are a conflict                | gp3 scw-bssd | {} | - | aws hetzner scaleway + unlabelled unseen | -
        a home elsewhere is a conflict            | gp3      | {nodeSelector: {provider: scaleway}} | - | scaleway | -
        a file service is not followed            | efs      | {} | -  | aws hetzner scaleway + unlabelled unseen | -
        nor is neutral storage                    | longhorn | {} | -  | aws hetzner scaleway + unlabelled unseen | -
        nor one that nobody knows                 | acme     | {} | -  | aws hetzner scaleway + unlabelled unseen | -
        but the block volume beside them          | efs scw-bssd longhorn | {} | require provider=scaleway | scaleway | only scaleway (claim scw-bssd)
        a volume that is pinned to a node         | pinned   | {} | require provider=scaleway | scaleway | only scaleway (claim pinned)
        """)
    void bindsToHomes(String sentence, String claims, String spec, String added, String target, String words) {
        assertFollows(GivenStorage.of(CLAIMS), claims, spec, added, target, words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a volume to be made goes elsewhere        | said-aws-scaleway  | {} | require provider=scaleway | scaleway | only scaleway (claim said-aws-scaleway)
        one that is there stays                   | bound-aws-scaleway | {} | require provider in (aws,scaleway); tolerate provider=aws:NoSchedule | aws scaleway | \
        only aws, scaleway (claim bound-aws-scaleway)
        the drained provider alone stays          | gp3                | {} | require provider=aws; tolerate provider=aws:NoSchedule | aws | only aws (claim gp3)
        it stays where the pod wants it           | said-aws-scaleway  | {nodeSelector: {provider: aws}} | require provider in (aws,scaleway); tolerate provider=aws:NoSchedule | \
        aws | only aws, scaleway (claim said-aws-scaleway)
        it stays where another claim is           | bound-gp3 said-aws-scaleway | {} | \
        require provider=aws; require provider in (aws,scaleway); tolerate provider=aws:NoSchedule | aws | \
        only aws (claim bound-gp3); only aws, scaleway (claim said-aws-scaleway)
        """)
    void leavesTheDrainedOut(String sentence, String claims, String spec, String added, String target, String words) {
        GivenStorage given = GivenStorage.of("providers: [{name: aws, state: Drained}]", CLAIMS);
        assertFollows(given, claims, spec, added, target, words);
    }

    private static void assertFollows(
            GivenStorage given, String claims, String spec, String added, String target, String words) {
        Following following = of(given, GivenStorage.pod(claims, spec));
        assertThat(ResultText.of(following.additions())).isEqualTo(added);
        assertThat(ResultText.of(following.target())).isEqualTo(target);
        assertThat(ResultText.of(following.words())).isEqualTo(words);
        assertThat(following.warnings()).isEmpty();
    }

    /** gke-1 is of gcp and lacks the provider label; scw-metal lacks the attach label of scaleway. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the provider label is left out      | pd       | tolerate far=:NoSchedule | aws gcp hetzner scaleway + unlabelled unseen | can attach on gcp (claim pd) | \
        not bound by label provider to where claim pd can be attached: gke-1 lacks it
        an attach label is left out         | scw-bssd | require provider=scaleway | scaleway | only scaleway (claim scw-bssd) | \
        not bound by label k8s.scaleway.com/managed to where claim scw-bssd can be attached: scw-metal lacks it
        an attach label that all nodes bear | gp3      | require provider=aws; require gpu=true; tolerate provider=aws:NoSchedule | aws | only aws (claim gp3) | -
        a pinned volume asks for none       | pinned   | require provider=scaleway | scaleway | only scaleway (claim pinned) | -
        a taint of whom the pod can't use   | said-hetzner-scaleway scw-bssd | require provider in (hetzner,scaleway); require provider=scaleway | scaleway | \
        only hetzner, scaleway (claim said-hetzner-scaleway); only scaleway (claim scw-bssd) | \
        not bound by label k8s.scaleway.com/managed to where claim scw-bssd can be attached: scw-metal lacks it
        """)
    void judgesEachLabelAlone(
            String sentence, String claims, String added, String target, String words, String warnings) {
        GivenStorage given = GivenStorage.of("""
                providers:
                - {name: aws, attachLabels: {gpu: "true"}}
                - {name: gcp, nodes: [{name: gke-*}], taints: [{key: far, effect: NoSchedule}]}
                - {name: hetzner, taints: [{key: slow, effect: NoSchedule}]}
                - {name: scaleway, attachLabels: {k8s.scaleway.com/managed: "true"}}
                """, CLAIMS);
        Following following = of(given, GivenStorage.pod(claims, "{}"));
        assertThat(ResultText.of(following.additions())).isEqualTo(added);
        assertThat(ResultText.of(following.target())).isEqualTo(target);
        assertThat(ResultText.of(following.words())).isEqualTo(words);
        assertThat(ResultText.of(following.warnings())).isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        it is lost, and named               | scw-bssd | {} | require provider=scaleway | \
        kept off plain, where claim scw-bssd could be attached, for want of label provider: label that node
        the only one keeps the label away   | far      | {} | - | not bound by label provider to where claim far can be attached: plain lacks it
        a volume that others reach          | near     | {} | require provider=scaleway | -
        the pod asks for others             | scw-bssd | {nodeSelector: {k8s.scaleway.com/pool-name: base}} | require provider=scaleway | -
        the pod asks for it, by what nobody else has | scw-bssd | {nodeSelector: {disk: odd}} | - | \
        not bound by label provider to where claim scw-bssd can be attached: plain lacks it
        it lacks the driver of another      | scw-bssd said-hetzner-scaleway | {} | require provider=scaleway; require provider in (hetzner,scaleway) | -
        a file service is not followed      | efs      | {} | - | -
        """)
    void sparesANodeWithoutTheProviderLabel(
            String sentence, String claims, String spec, String added, String warnings) {
        GivenStorage given = GivenStorage.of(CLAIMS + """
                {apiVersion: v1, kind: Node, metadata: {name: plain, labels: {disk: odd}}}
                ---
                {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: plain}, spec: {drivers: [{name: csi.scaleway.com}, {name: efs.csi.aws.com}]}}
                ---
                {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-far}, spec: {csi: {driver: csi.scaleway.com}, nodeAffinity: {required: {nodeSelectorTerms: \
                [{matchExpressions: [{key: disk, operator: Exists}]}]}}}}
                ---
                {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-near}, spec: {csi: {driver: csi.scaleway.com}, nodeAffinity: {required: {nodeSelectorTerms: \
                [{matchExpressions: [{key: k8s.scaleway.com/managed, operator: Exists}]}]}}}}
                ---
                """
                + GivenStorage.claim("far", "volumeName: pv-far")
                + GivenStorage.claim("near", "volumeName: pv-near"));
        Following following = of(given, GivenStorage.pod(claims, spec));
        assertThat(ResultText.of(following.additions())).isEqualTo(added);
        assertThat(ResultText.of(following.warnings())).isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        what following adds is no word of the user's | gp3      | {key: provider, operator: In, values: [aws]}      | no affinity
        what the term says besides stays             | gp3      | {key: gpu, operator: Exists}, {key: provider, operator: In, values: [aws]} | gpu exists
        the order of values means nothing            | said-aws-scaleway | {key: provider, operator: In, values: [scaleway, aws]} | no affinity
        another provider is the user's               | gp3      | {key: provider, operator: In, values: [scaleway]} | provider=scaleway
        an attach label goes too                     | scw-bssd | \
        {key: provider, operator: In, values: [scaleway]}, {key: k8s.scaleway.com/managed, operator: In, values: ["true"]} | no affinity
        that of another claim's home stays           | gp3      | {key: k8s.scaleway.com/managed, operator: In, values: ["true"]} | k8s.scaleway.com/managed=true
        a claim that is not followed took no part    | efs      | {key: provider, operator: In, values: [aws]}      | provider=aws
        a home without the drained provider          | said-hetzner-scaleway | {key: provider, operator: In, values: [scaleway]} | no affinity
        """)
    void isUndone(String sentence, String claims, String expressions, String left) {
        GivenStorage given = GivenStorage.of("""
                providers:
                - {name: hetzner, state: Drained}
                - {name: scaleway, attachLabels: {k8s.scaleway.com/managed: "true"}}
                """, CLAIMS + """
                {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: scw-1}, spec: {drivers: [{name: csi.scaleway.com}]}}
                """);
        PodView pod = GivenStorage.pod(
                claims,
                "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                        + "[{matchExpressions: [" + expressions + "]}]}}}}");
        PodView undone =
                Following.undone(pod, given.uses(pod), given.target(GivenStorage.pod(claims, "{}")), given.inventory());
        assertThat(ResultText.ofTerms(undone.requiredNodeAffinity())).isEqualTo(left);
    }

    private static Following of(GivenStorage given, PodView pod) {
        return Following.of(pod, given.uses(pod), given.target(pod), given.inventory());
    }
}
