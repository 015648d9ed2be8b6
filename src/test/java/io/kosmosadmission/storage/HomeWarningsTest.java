package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims of a class with a topology, or with a source. Beside the three providers, only het-2 bears label disk. */
class HomeWarningsTest {

    private static final String DISK =
            "{apiVersion: v1, kind: Node, metadata: {name: het-2, labels: {provider: hetzner, "
                    + "kubernetes.io/hostname: het-2, disk: fast}}}\n---\n";
    private static final String BARE =
            "{apiVersion: v1, kind: Node, metadata: {name: bare, labels: {disk: fast}}}\n---\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no topology                            | driver.longhorn.io | -                           | -    | -
        a place of some                        | driver.longhorn.io | topology.kubernetes.io/zone: nl-ams-1 | - | -
        a label that only one has              | driver.longhorn.io | disk: fast                  | -    | \
        claim "data" uses storage class "c", whose allowedTopologies ask for nodes that only hetzner has today (disk=fast): that proves no provider
        a label that nobody has                | driver.longhorn.io | disk: slow                  | -    | \
        claim "data" uses storage class "c", whose allowedTopologies ask for nodes that nobody has today (disk=slow): that proves no provider
        one that a node of nobody has too      | driver.longhorn.io | disk: fast                  | bare | -
        a label that the driver's home has     | csi.hetzner.cloud  | disk: fast                  | -    | -
        a label that only others have          | ebs.csi.aws.com    | disk: fast                  | -    | \
        claim "data" uses storage class "c", whose allowedTopologies ask for nodes that only hetzner has today (disk=fast): that proves no provider
        a label of all                         | driver.longhorn.io | kubernetes.io/os: linux     | -    | \
        claim "data" uses storage class "c", whose allowedTopologies ask for nodes that nobody has today (kubernetes.io/os=linux): that proves no provider
        a zone that nobody has                 | ebs.csi.aws.com    | topology.kubernetes.io/zone: moon | - | \
        claim "data" uses storage class "c", whose allowedTopologies ask for nodes that nobody has today (topology.kubernetes.io/zone=moon): that proves no provider
        a zone of others                       | ebs.csi.aws.com    | topology.kubernetes.io/zone: nl-ams-1 | - | \
        claim "data" can be attached nowhere: it uses storage class "c" of aws (ebs.csi.aws.com), but only for nodes of scaleway by its allowedTopologies
        """)
    void tellOfATopology(String sentence, String provisioner, String topology, String more, String warnings) {
        String terms = topology.equals("-")
                ? ""
                : ", allowedTopologies: [{matchLabelExpressions: [{key: " + topology.replace(": ", ", values: [")
                        + "]}]}]";
        GivenStorage given = GivenStorage.of(DISK + (more.equals("-") ? "" : BARE)
                + "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: c}, provisioner: " + provisioner
                + ", volumeBindingMode: WaitForFirstConsumer" + terms + "}");
        assertThat(warnings(given, "storageClassName: c")).isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a copy by the same driver        | storageClassName: longhorn, dataSource: {kind: PersistentVolumeClaim, name: longhorn}   | -
        a copy by another driver         | storageClassName: gp3, dataSource: {kind: PersistentVolumeClaim, name: longhorn}        | \
        claim "data" is to be copied from claim "longhorn" of driver.longhorn.io, but storage class "gp3" is of ebs.csi.aws.com, \
        and a driver takes nothing of another's: it stays Pending
        a copy elsewhere is a conflict   | storageClassName: gp3, dataSource: {kind: PersistentVolumeClaim, name: hcloud}          | -
        a copy of another namespace      | storageClassName: gp3, dataSourceRef: {kind: PersistentVolumeClaim, namespace: shop, name: theirs} | \
        claim "data" is to be copied from a claim of another namespace of another driver, but storage class "gp3" is of ebs.csi.aws.com, \
        and a driver takes nothing of another's: it stays Pending
        a class of attributes            | storageClassName: longhorn, volumeAttributesClassName: fast                             | \
        claim "data" is to be given volume attributes class "fast" of ebs.csi.aws.com, but storage class "longhorn" is of driver.longhorn.io, \
        and a driver takes nothing of another's: it stays Pending
        a claim that has its volume      | storageClassName: gp3, volumeName: pv, dataSource: {kind: PersistentVolumeClaim, name: longhorn} | -
        a class that is not there        | storageClassName: gone, dataSource: {kind: PersistentVolumeClaim, name: longhorn}       | -
        """)
    void tellOfASourceOfAnotherDriver(String sentence, String spec, String warnings) {
        GivenStorage given = GivenStorage.of("""
                {apiVersion: storage.k8s.io/v1, kind: VolumeAttributesClass, metadata: {name: fast}, driverName: ebs.csi.aws.com}
                ---
                {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: theirs, namespace: shop}, spec: {storageClassName: longhorn}}
                """);
        assertThat(warnings(given, spec)).isEqualTo(warnings);
    }

    private static String warnings(GivenStorage given, String spec) {
        return ResultText.of(new ClaimWarnings(given.inventory(), given.homes())
                .of(GivenCluster.claim("{name: data, namespace: default}, spec: {" + spec + "}"), "claim \"data\""));
    }
}
