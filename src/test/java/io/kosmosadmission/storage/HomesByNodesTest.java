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
        a driver before its affinity      | csi: {driver: ebs.csi.aws.com}     | {key: kubernetes.io/hostname, operator: In, values: [het-1]} | \
        aws hard, volume "pv" of aws (ebs.csi.aws.com)
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
        its provisioner before its topologies   | ebs.csi.aws.com    | nl-ams-1         | aws hard, storage class "c" of aws (ebs.csi.aws.com)
        topologies of a neutral provisioner     | driver.longhorn.io | nl-ams-1         | scaleway hard placed, storage class "c" of scaleway (its allowedTopologies)
        topologies of an unknown one            | acme.example/foo   | eu-west-1a, nl-ams-1 | aws scaleway hard placed, storage class "c" of aws or scaleway (its allowedTopologies)
        topologies of a platform that is not here | dobs.csi.digitalocean.com | nl-ams-1 | scaleway hard placed, storage class "c" of scaleway (its allowedTopologies)
        topologies with a node that is nobody's | driver.longhorn.io | nl-ams-1, attic  | any
        topologies that no node has             | acme.example/foo   | moon             | unknown, storage class "c" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        """)
    void homeOfClass(String sentence, String provisioner, String zones, String expected) {
        String storageClass = "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: c}, provisioner: "
                + provisioner
                + ", allowedTopologies: [{matchLabelExpressions: [{key: topology.kubernetes.io/zone, values: [" + zones
                + "]}]}]}";
        Inventory inventory = withAttic(storageClass);
        assertThat(ResultText.of(
                        new Homes(inventory).ofClass(inventory.storageClass("c").orElseThrow())))
                .isEqualTo(expected);
    }

    private static Inventory withAttic(String manifest) {
        String rules =
                "providers: [{name: gcp, elasticPools: [{name: p, labels: {topology.kubernetes.io/zone: europe-west4-a}}]}]";
        String attic =
                "{apiVersion: v1, kind: Node, metadata: {name: bare-1, labels: {topology.kubernetes.io/zone: attic}}}\n---\n";
        return GivenCluster.inventory(rules, GivenCluster.THREE_PROVIDERS + attic + manifest);
    }
}
