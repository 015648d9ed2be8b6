package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.inventory.Inventory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@link Homes} reads from the nodes that a volume or class selects. Beside the three providers there are a node that
 * is nobody's, in zone attic, and a declared pool of gcp.
 */
class HomesByNodesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a driver without an affinity      | csi: {driver: ebs.csi.aws.com}     | -                                            | aws hard, volume "pv" of aws (ebs.csi.aws.com)
        a driver and its affinity         | csi: {driver: ebs.csi.aws.com}     | {key: kubernetes.io/hostname, operator: In, values: [aws-1, het-1]} | \
        aws hard, volume "pv" of aws (ebs.csi.aws.com)
        a driver apart from its affinity  | csi: {driver: ebs.csi.aws.com}     | {key: kubernetes.io/hostname, operator: In, values: [het-1]} | \
        nowhere hard, volume "pv" of aws (ebs.csi.aws.com), but only for nodes of hetzner by its node affinity
        one of two platforms of a driver  | csi: {driver: shared.example}      | {key: topology.kubernetes.io/zone, operator: In, values: [nl-ams-1]} | \
        scaleway hard, volume "pv" of scaleway (shared.example, its node affinity)
        a file service and its affinity   | csi: {driver: efs.csi.aws.com}     | {key: topology.kubernetes.io/zone, operator: In, values: [eu-west-1a]} | \
        aws hard placed, volume "pv" of aws (efs.csi.aws.com, its node affinity)
        a file service apart from it      | csi: {driver: efs.csi.aws.com}     | {key: topology.kubernetes.io/zone, operator: In, values: [nl-ams-1]} | \
        nowhere soft, volume "pv" of aws (efs.csi.aws.com), but only for nodes of scaleway by its node affinity
        a zone with no driver there       | csi: {driver: ebs.csi.aws.com}     | {key: topology.kubernetes.io/zone, operator: In, values: [moon]} | \
        aws hard, volume "pv" of aws (ebs.csi.aws.com)
        one value of two that no node has | local: {path: /d}                  | {key: topology.kubernetes.io/zone, operator: In, values: [nl-ams-1, moon]} | any
        a zone that it keeps off          | local: {path: /d}                  | {key: topology.kubernetes.io/zone, operator: NotIn, values: [nl-ams-1]} | any
        a key of one's own                | local: {path: /d}                  | {key: gpu, operator: In, values: ["true"]}   | any
        a place beside a key of one's own | local: {path: /d}                  | \
        {key: kubernetes.io/hostname, operator: In, values: [het-1]}, {key: gpu, operator: In, values: ["true"]} | any
        two places of one provider        | local: {path: /d}                  | \
        {key: kubernetes.io/hostname, operator: In, values: [scw-1, het-1]}, {key: topology.kubernetes.io/zone, operator: In, values: [nl-ams-1]} | \
        scaleway hard placed, volume "pv" of scaleway (its node affinity)
        two places that no node has both  | local: {path: /d}                  | \
        {key: kubernetes.io/hostname, operator: In, values: [het-1]}, {key: topology.kubernetes.io/zone, operator: In, values: [nl-ams-1]} | any
        a key that a driver registers     | local: {path: /d}                  | {key: example.com/rack, operator: In, values: [r1]} | \
        gcp hetzner hard placed, volume "pv" of gcp or hetzner (its node affinity)
        a label that is called as a field | local: {path: /d}                  | {key: metadata.name, operator: In, values: [het-1]} | any
        the provider label                | local: {path: /d}                  | {key: provider, operator: In, values: [aws, ibm]} | \
        aws hard placed, volume "pv" of aws (its node affinity)
        a provider that isn't here        | local: {path: /d}                  | {key: provider, operator: In, values: [ibm]} | any
        providers that it keeps off       | local: {path: /d}                  | {key: provider, operator: NotIn, values: [aws]} | any
        any provider with a label         | csi: {driver: ebs.csi.aws.com}     | {key: provider, operator: Exists} | aws hard, volume "pv" of aws (ebs.csi.aws.com)
        a label of a platform             | local: {path: /d}                  | {key: k8s.scaleway.com/pool-name, operator: In, values: [base]} | \
        scaleway hard placed, volume "pv" of scaleway (its node affinity)
        no driver and no affinity         | hostPath: {path: /d}               | -                                            | any
        a neutral driver                  | csi: {driver: driver.longhorn.io}  | -                                            | any
        an affinity of no driver          | local: {path: /d}                  | {key: kubernetes.io/hostname, operator: In, values: [het-1]} | \
        hetzner hard placed, volume "pv" of hetzner (its node affinity)
        an affinity of a neutral driver   | csi: {driver: driver.longhorn.io}  | {key: topology.kubernetes.io/zone, operator: In, values: [nl-ams-1]} | \
        scaleway hard placed, volume "pv" of scaleway (its node affinity)
        an affinity of an unknown driver  | csi: {driver: acme.example/foo}    | {key: topology.kubernetes.io/zone, operator: In, values: [eu-west-1a]} | \
        aws hard placed, volume "pv" of aws (its node affinity)
        nodes of two providers            | local: {path: /d}                  | {key: kubernetes.io/hostname, operator: In, values: [het-1, scw-1]} | \
        hetzner scaleway hard placed, volume "pv" of hetzner or scaleway (its node affinity)
        a declared pool                   | local: {path: /d}                  | {key: topology.kubernetes.io/zone, operator: In, values: [europe-west4-a]} | \
        gcp hard placed, volume "pv" of gcp (its node affinity)
        a node that is nobody's           | local: {path: /d}                  | {key: topology.kubernetes.io/zone, operator: In, values: [attic, nl-ams-1]} | any
        such a node and an unknown driver | csi: {driver: acme.example/foo}    | {key: topology.kubernetes.io/zone, operator: In, values: [attic]} | \
        unknown, volume "pv" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        nodes that are not here           | local: {path: /d}                  | {key: kubernetes.io/hostname, operator: In, values: [gone]} | any
        """)
    void homeOfVolume(String sentence, String source, String expression, String expected) {
        String affinity = expression.equals("-")
                ? ""
                : ", nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [" + expression + "]}]}}";
        String volume =
                "{apiVersion: v1, kind: PersistentVolume, metadata: {name: pv}, spec: {" + source + affinity + "}}";
        assertThat(ResultText.of(
                        new Homes(withAttic(volume)).of(GivenCluster.claim("{name: c}, spec: {volumeName: pv}"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a provisioner apart from its topologies | ebs.csi.aws.com    | nl-ams-1         | \
        nowhere hard, storage class "c" of aws (ebs.csi.aws.com), but only for nodes of scaleway by its allowedTopologies
        topologies as its provisioner says      | ebs.csi.aws.com    | eu-west-1a       | aws hard, storage class "c" of aws (ebs.csi.aws.com)
        topologies of one of its two providers  | shared.example     | nl-ams-1         | \
        scaleway hard, storage class "c" of scaleway (shared.example, its allowedTopologies)
        topologies of a file service            | efs.csi.aws.com    | eu-west-1a       | \
        aws hard placed, storage class "c" of aws (efs.csi.aws.com, its allowedTopologies)
        topologies of a neutral provisioner     | driver.longhorn.io | nl-ams-1         | scaleway hard placed, storage class "c" of scaleway (its allowedTopologies)
        topologies of an unknown one            | acme.example/foo   | eu-west-1a, nl-ams-1 | aws scaleway hard placed, storage class "c" of aws or scaleway (its allowedTopologies)
        topologies of a platform that is not here | dobs.csi.digitalocean.com | nl-ams-1 | scaleway hard placed, storage class "c" of scaleway (its allowedTopologies)
        topologies with a node that is nobody's | driver.longhorn.io | nl-ams-1, attic  | any
        topologies that no node has             | acme.example/foo   | moon             | unknown, storage class "c" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        """)
    void homeOfClass(String sentence, String provisioner, String zones, String expected) {
        assertThat(homeOfClass(provisioner, zones, "WaitForFirstConsumer")).isEqualTo(expected);
    }

    /** Such topologies prove nothing where volumes of the driver may be reached from anywhere. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        block storage of one of its two providers | shared.example | nl-ams-1         | \
        scaleway hard, storage class "c" of scaleway (shared.example, its allowedTopologies)
        block storage of another provider       | ebs.csi.aws.com    | nl-ams-1         | \
        nowhere hard, storage class "c" of aws (ebs.csi.aws.com), but only for nodes of scaleway by its allowedTopologies
        a file service                          | efs.csi.aws.com    | eu-west-1a       | aws soft, storage class "c" of aws (efs.csi.aws.com)
        a file service of another provider      | efs.csi.aws.com    | nl-ams-1         | aws soft, storage class "c" of aws (efs.csi.aws.com)
        a neutral provisioner                   | driver.longhorn.io | nl-ams-1         | any
        an unknown one                          | acme.example/foo   | nl-ams-1         | unknown, storage class "c" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        """)
    void homeOfClassThatBindsAtOnce(String sentence, String provisioner, String zones, String expected) {
        assertThat(homeOfClass(provisioner, zones, "Immediate")).isEqualTo(expected);
        assertThat(homeOfClass(provisioner, zones, "")).as("by default").isEqualTo(expected);
    }

    private static String homeOfClass(String provisioner, String zones, String mode) {
        String storageClass = "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: c}, provisioner: "
                + provisioner
                + ", allowedTopologies: [{matchLabelExpressions: [{key: topology.kubernetes.io/zone, values: [" + zones
                + "]}]}]" + (mode.isEmpty() ? "" : ", volumeBindingMode: " + mode) + "}";
        Inventory inventory = withAttic(storageClass);
        return ResultText.of(
                new Homes(inventory).ofClass(inventory.storageClass("c").orElseThrow()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a field                    | {matchFields: [{key: metadata.name, operator: In, values: [het-1]}]} | hetzner hard
        a field that no node has   | {matchFields: [{key: metadata.name, operator: In, values: [gone]}]} | any
        one of two terms           | {matchFields: [{key: metadata.name, operator: In, values: [het-1]}]}, \
        {matchExpressions: [{key: topology.kubernetes.io/zone, operator: In, values: [nl-ams-1]}]} | hetzner scaleway hard
        an empty term beside it    | {}, {matchFields: [{key: metadata.name, operator: In, values: [het-1]}]} | hetzner hard
        empty terms alone          | {} | any
        a term that proves nothing | {matchExpressions: [{key: gpu, operator: Exists}]}, {matchFields: [{key: metadata.name, operator: In, values: [het-1]}]} | any
        """)
    void homeByTerms(String sentence, String terms, String expected) {
        String volume = "{apiVersion: v1, kind: PersistentVolume, metadata: {name: pv}, spec: {local: {path: /d}, "
                + "nodeAffinity: {required: {nodeSelectorTerms: [" + terms + "]}}}}";
        assertThat(ResultText.brief(
                        new Homes(withAttic(volume)).of(GivenCluster.claim("{name: c}, spec: {volumeName: pv}"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a pool that says no zone         | provider: gcp                                            | topology.kubernetes.io/zone | nl-ams-1 | gcp scaleway hard
        a pool of another zone           | provider: gcp, topology.kubernetes.io/zone: other        | topology.kubernetes.io/zone | nl-ams-1 | scaleway hard
        a pool of the zone               | provider: gcp, topology.kubernetes.io/zone: nl-ams-1     | topology.kubernetes.io/zone | nl-ams-1 | gcp scaleway hard
        no next node has a node's name   | provider: gcp                                            | kubernetes.io/hostname      | het-1    | hetzner hard
        nor the label of another platform | provider: gcp                                           | k8s.scaleway.com/pool-name  | base     | scaleway hard
        """)
    void homeBesideAPool(String sentence, String labels, String key, String value, String expected) {
        String volume = "{apiVersion: v1, kind: PersistentVolume, metadata: {name: pv}, spec: {local: {path: /d}, "
                + "nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: " + key
                + ", operator: In, values: [" + value + "]}]}]}}}}";
        Inventory inventory = GivenCluster.inventory(
                "providers: [{name: gcp, elasticPools: [{name: p, labels: {" + labels + "}}]}]",
                GivenCluster.THREE_PROVIDERS + volume);
        assertThat(ResultText.brief(new Homes(inventory).of(GivenCluster.claim("{name: c}, spec: {volumeName: pv}"))))
                .isEqualTo(expected);
    }

    private static Inventory withAttic(String manifest) {
        String rules =
                "providers: [{name: gcp, elasticPools: [{name: p, labels: {topology.kubernetes.io/zone: europe-west4-a}}]}, "
                        + "{name: aws, provisioners: [shared.example]}, {name: scaleway, provisioners: [shared.example]}]";
        String attic =
                "{apiVersion: v1, kind: Node, metadata: {name: bare-1, labels: {topology.kubernetes.io/zone: attic}}}\n---\n"
                        + "{apiVersion: v1, kind: Node, metadata: {name: het-2, labels: {provider: hetzner, example.com/rack: r1}}}\n---\n"
                        + "{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: het-2}, "
                        + "spec: {drivers: [{name: rack.example, topologyKeys: [example.com/rack]}]}}\n---\n";
        return GivenCluster.inventory(rules, GivenCluster.THREE_PROVIDERS + attic + manifest);
    }
}
