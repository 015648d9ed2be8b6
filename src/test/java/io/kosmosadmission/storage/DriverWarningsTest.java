package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** scw-metal lacks the driver of scaleway, and so does het-1 that of hetzner; aws says nothing; plain has no label. */
class DriverWarningsTest {

    private static final String NODES = """
            {apiVersion: v1, kind: Node, metadata: {name: plain, labels: {kubernetes.io/hostname: plain}}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: scw-1}, spec: {drivers: [{name: csi.scaleway.com}, {name: filestorage.csi.scaleway.com}]}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: scw-metal}, spec: {drivers: []}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: het-1}, spec: {drivers: []}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: plain}, spec: {drivers: [{name: csi.scaleway.com}]}}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-near}, spec: {csi: {driver: csi.scaleway.com}, nodeAffinity: {required: {nodeSelectorTerms: \
            [{matchExpressions: [{key: k8s.scaleway.com/managed, operator: Exists}]}]}}}}
            ---
            """
            + GivenStorage.storageClass("scw-file", "filestorage.csi.scaleway.com", "-")
            + GivenStorage.claim("scw-file", "storageClassName: scw-file")
            + GivenStorage.claim("near", "volumeName: pv-near");

    private static final String MAY_LAND = "deployment \"db\" may land on scw-metal, where its volumes of"
            + " csi.scaleway.com can't be attached now: the driver is missing there, while other nodes of scaleway have"
            + " it; if it stays so, attachLabels keep pods off";
    private static final String NOWHERE = "no node of hetzner has driver csi.hetzner.cloud, which attaches volumes of"
            + " deployment \"db\": it stays Pending until one has";
    private static final String ONLY_PLAIN =
            "deployment \"db\" reaches its volumes of csi.scaleway.com only from plain,"
                    + " which has the driver but not label provider: label that node as scaleway";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a node of its home lacks the driver  | -                       | scw-bssd         | {}                                 | may land
        a node that lacks it is asked for    | -                       | scw-bssd         | {nodeName: scw-metal}              | may land
        another node is asked for            | -                       | scw-bssd         | {nodeName: scw-1}                  | -
        once for two volumes of one driver   | -                       | scw-bssd scw-sbs | {}                                 | may land
        the volume is not reached from it    | -                       | near             | {}                                 | -
        attach labels keep the pod off       | k8s.scaleway.com/managed: "true" | scw-bssd | {}                                | -
        other attach labels don't            | kubernetes.io/hostname: scw-metal | scw-bssd | {}                               | may land
        a file service                       | -                       | scw-file         | {}                                 | -
        no node has the driver               | -                       | hcloud           | {}                                 | nowhere
        nobody says what it has              | -                       | gp3              | {}                                 | -
        neutral storage                      | -                       | longhorn         | {}                                 | -
        a home by annotation                 | -                       | said-hetzner-scaleway | {}                            | -
        a conflict is no warning             | -                       | scw-bssd         | {nodeSelector: {provider: aws}}    | -
        a node of no provider has the driver | -                       | scw-bssd         | {nodeName: plain}                  | only plain
        but not that of this volume          | -                       | hcloud           | {nodeName: plain}                  | -
        """)
    void tell(String sentence, String attachLabels, String claims, String spec, String warning) {
        String rules =
                attachLabels.equals("-") ? "" : "providers: [{name: scaleway, attachLabels: {" + attachLabels + "}}]";
        GivenStorage given = GivenStorage.of(rules, NODES);
        String expected = switch (warning) {
            case "may land" -> MAY_LAND;
            case "nowhere" -> NOWHERE;
            case "only plain" -> ONLY_PLAIN;
            default -> ResultText.NONE;
        };
        Consumer consumer = given.consumer(GivenStorage.pod(claims, spec));
        assertThat(ResultText.of(new DriverWarnings(given.inventory()).of(consumer)))
                .isEqualTo(expected);
    }

    @Test
    void doNotTellWhatAConflictTells() {
        GivenStorage given = GivenStorage.watched("", NODES);
        assertThat(warnings(given, "{nodeName: scw-metal}")).isEmpty();
        assertThat(warnings(given, "{}")).containsExactly(MAY_LAND);
    }

    private static List<String> warnings(GivenStorage given, String spec) {
        Consumer consumer = given.consumer(GivenStorage.pod("scw-bssd", spec));
        return new DriverWarnings(given.inventory()).of(consumer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a taint keeps it off               | key: robot, value: x, effect: NoSchedule                   | {}                                | false
        the pod tolerates it               | key: robot, value: x, effect: NoSchedule                   | {tolerations: [{key: robot, operator: Exists}]} | true
        a taint that only discourages      | key: robot, value: x, effect: PreferNoSchedule             | {}                                | true
        a taint that passes                | key: node.kubernetes.io/not-ready, effect: NoExecute       | {}                                | true
        the provider's taint is tolerated  | key: provider, value: hetzner, effect: NoSchedule          | {}                                | true
        """)
    void mindTaints(String sentence, String taint, String spec, boolean told) {
        GivenStorage given = GivenStorage.of("""
                {apiVersion: v1, kind: Node, metadata: {name: robot, labels: {provider: hetzner}}, spec: {taints: [{%s}]}}
                ---
                {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: het-1}, spec: {drivers: [{name: csi.hetzner.cloud}]}}
                ---
                {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: robot}, spec: {drivers: []}}
                ---
                """.formatted(taint));
        Consumer consumer = given.consumer(GivenStorage.pod("hcloud", spec));
        assertThat(new DriverWarnings(given.inventory()).of(consumer)).hasSize(told ? 1 : 0);
    }
}
