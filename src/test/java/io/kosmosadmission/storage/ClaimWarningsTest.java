package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.inventory.Inventory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimWarningsTest {

    private static final String WAITS = "WaitForFirstConsumer";

    /** The default classes are given by name and year; the newest is of scaleway, the others of nobody. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one default class            | scw-2026          | {name: data}, spec: {}                        | -
        no default class             | -                 | {name: data}, spec: {}                        | -
        two default classes          | old-2024 scw-2026 | {name: data}, spec: {}                        | \
        storage class "scw" is taken for claim "data" as the newest of 2 default classes (old, scw); keep one default class
        three default classes        | old-2024 new-2025 scw-2026 | {name: data}, spec: {}               | \
        storage class "scw" is taken for claim "data" as the newest of 3 default classes (new, old, scw); keep one default class
        the API server wrote it in   | old-2024 scw-2026 | {name: data}, spec: {storageClassName: scw}   | \
        storage class "scw" is taken for claim "data" as the newest of 2 default classes (old, scw); keep one default class
        the claim names another      | old-2024 scw-2026 | {name: data}, spec: {storageClassName: gp3}   | -
        the claim names an older one | long-2024 scw-2026 | {name: data}, spec: {storageClassName: long} | -
        the claim names no class     | old-2024 scw-2026 | {name: data}, spec: {storageClassName: ""}    | -
        a claim with a volume        | old-2024 scw-2026 | {name: data}, spec: {volumeName: pv}          | -
        """)
    void tellOfSeveralDefaultClasses(String sentence, String defaults, String claim, String warnings) {
        StringBuilder classes = new StringBuilder(storageClass("gp3", "ebs.csi.aws.com", WAITS, "{}"));
        for (String each : defaults.equals("-") ? List.<String>of() : List.of(defaults.split(" "))) {
            String[] parts = each.split("-");
            String driver = parts[0].equals("scw") ? "csi.scaleway.com" : "driver.longhorn.io";
            String isDefault = "{storageclass.kubernetes.io/is-default-class: \"true\"}, creationTimestamp: \""
                    + parts[1] + "-01-01T00:00:00Z\"";
            classes.append(storageClass(parts[0], driver, WAITS, isDefault));
        }
        assertThat(warnings("", classes.toString(), claim)).isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a class of a provider           | ebs.csi.aws.com           | {name: data}, spec: {storageClassName: c}   | -
        a neutral class                 | driver.longhorn.io        | {name: data}, spec: {storageClassName: c}   | -
        a driver that nobody knows      | acme.example/foo          | {name: data}, spec: {storageClassName: c}   | \
        the provider of claim "data" can't be told: storage class "c" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        a platform that is not here     | dobs.csi.digitalocean.com | {name: data}, spec: {storageClassName: c}   | \
        the provider of claim "data" can't be told: storage class "c" is of dobs.csi.digitalocean.com, whose provider has no node here (if one is of digitalocean by another name, say platform: digitalocean for it)
        a class that is not there       | ebs.csi.aws.com           | {name: data}, spec: {storageClassName: gone} | -
        a static volume                 | ebs.csi.aws.com           | {name: data}, spec: {storageClassName: ""}  | -
        a volume that is not known yet  | acme.example/foo          | {name: data}, spec: {storageClassName: c, volumeName: gone} | -
        the claim's annotation is the claim's matter | acme.example/foo | {name: data, annotations: {kosmos-admission.io/provider: gcp}}, spec: {storageClassName: c} | -
        """)
    void tellOfAnUnknownProvider(String sentence, String provisioner, String claim, String warnings) {
        assertThat(warnings("", storageClass("c", provisioner, WAITS, "{}"), claim))
                .isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a class that waits                       | ebs.csi.aws.com    | WaitForFirstConsumer | {} | -
        a class that does not                    | ebs.csi.aws.com    | Immediate            | {} | \
        storage class "c" of aws makes its volumes before a pod is placed (volumeBindingMode Immediate), and there are 3 providers: prefer a class with WaitForFirstConsumer
        a class that does not say                | ebs.csi.aws.com    | ""                   | {} | \
        storage class "c" of aws makes its volumes before a pod is placed (volumeBindingMode Immediate), and there are 3 providers: prefer a class with WaitForFirstConsumer
        a class of two providers                 | acme.example/foo   | Immediate            | {kosmos-admission.io/provider: "aws,hetzner"} | \
        storage class "c" of aws or hetzner makes its volumes before a pod is placed (volumeBindingMode Immediate), \
        and there are 3 providers: prefer a class with WaitForFirstConsumer
        a class of all live providers            | acme.example/foo   | Immediate            | {kosmos-admission.io/provider: "aws,hetzner,scaleway"} | -
        a neutral class                          | driver.longhorn.io | Immediate            | {} | -
        a file service                           | efs.csi.aws.com    | Immediate            | {} | -
        """)
    void tellOfAClassThatDoesNotWait(
            String sentence, String provisioner, String mode, String annotations, String warnings) {
        String manifest = storageClass("c", provisioner, mode, annotations);
        assertThat(warnings("", manifest, "{name: data}, spec: {storageClassName: c}"))
                .isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a node that takes pods               | {key: provider, value: gcp, effect: NoSchedule}                  | - | -
        a cordoned node                      | {key: node.kubernetes.io/unschedulable, effect: NoSchedule}      | - | \
        no node of gcp, where claim "data" is at home, takes pods now (cordoned or not ready): what uses it stays Pending
        a node that is not ready             | {key: node.kubernetes.io/not-ready, effect: NoExecute}           | - | \
        no node of gcp, where claim "data" is at home, takes pods now (cordoned or not ready): what uses it stays Pending
        a taint that only scores             | {key: node.kubernetes.io/unschedulable, effect: PreferNoSchedule} | - | -
        two taints, one of them by the node's controllers | {key: gpu, effect: NoSchedule}, {key: node.kubernetes.io/disk-pressure, effect: NoSchedule} | - | \
        no node of gcp, where claim "data" is at home, takes pods now (cordoned or not ready): what uses it stays Pending
        another node that takes pods         | {key: node.kubernetes.io/unschedulable, effect: NoSchedule}      | \
        {apiVersion: v1, kind: Node, metadata: {name: gke-2, labels: {provider: gcp}}} | -
        """)
    void tellOfAHomeThatTakesNoPods(String sentence, String taints, String other, String warnings) {
        String node = "{apiVersion: v1, kind: Node, metadata: {name: gke-1, labels: {provider: gcp}}, spec: {taints: ["
                + taints + "]}}\n---\n" + (other.equals("-") ? "" : other + "\n---\n");
        String manifest = node + storageClass("c", "pd.csi.storage.gke.io", WAITS, "{}");
        assertThat(warnings("", manifest, "{name: data}, spec: {storageClassName: c}"))
                .isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        an elastic pool may get a node       | [{name: gcp, elasticPools: [{name: p, labels: {provider: gcp}}]}] | {} | -
        one of two homes takes pods          | []                                                  | {kosmos-admission.io/provider: "aws,gcp"} | -
        a provider that has neither          | []                                                  | {} | \
        no node of gcp, where claim "data" is at home, takes pods now (cordoned or not ready): what uses it stays Pending
        """)
    void takePoolsAndOtherHomesIntoAccount(String sentence, String providers, String annotations, String warnings) {
        String manifest =
                "{apiVersion: v1, kind: Node, metadata: {name: gke-1, labels: {provider: gcp}}, spec: {taints:"
                        + " [{key: node.kubernetes.io/unschedulable, effect: NoSchedule}]}}\n---\n"
                        + storageClass("c", "pd.csi.storage.gke.io", WAITS, annotations);
        assertThat(warnings("providers: " + providers, manifest, "{name: data}, spec: {storageClassName: c}"))
                .isEqualTo(warnings);
    }

    private static String storageClass(String name, String provisioner, String mode, String annotations) {
        return "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: " + name + ", annotations: "
                + annotations + "}, provisioner: " + provisioner + ", volumeBindingMode: " + mode + "}\n---\n";
    }

    private static String warnings(String rules, String manifests, String claim) {
        Inventory inventory = GivenCluster.inventory(rules, GivenCluster.THREE_PROVIDERS + manifests);
        return ResultText.of(
                new ClaimWarnings(inventory, new Homes(inventory)).of(GivenCluster.claim(claim), "claim \"data\""));
    }
}
