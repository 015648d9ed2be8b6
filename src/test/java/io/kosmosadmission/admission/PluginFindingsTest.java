package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginFindingsTest {

    private static final String TOLD =
            "daemonset \"csi-node\" registers CSI driver csi.hetzner.cloud of hetzner, but also runs on aws and scaleway;"
                    + " keep it to hetzner: kubectl patch daemonset csi-node -n %s -p"
                    + " '{\"spec\":{\"template\":{\"spec\":{\"nodeSelector\":{\"provider\":\"hetzner\"}}}}}'";

    private static String daemonSet(String metadata, String spec) {
        return GivenCluster.THREE_PROVIDERS + "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: csi-node, "
                + metadata
                + "}, spec: {template: {metadata: {labels: {app: csi}}, spec: {" + spec
                + "containers: [{name: registrar, args:"
                + " [--kubelet-registration-path=/var/lib/kubelet/plugins/csi.hetzner.cloud/socket]}]}}}}";
    }

    private static List<Finding> find(String rules, String manifests) {
        return Findings.ofConsumers(
                        new ClusterState(GivenCluster.configuration(rules), GivenCluster.inventory(rules, manifests)))
                .all();
    }

    @Test
    void aPluginOfKubeSystemIsFoundThoughNoReviewSeesIt() {
        Finding found = new Finding(
                Finding.Check.CsiPluginElsewhere,
                List.of(ObjectKey.workload(WorkloadKind.DaemonSet, "kube-system", "csi-node")),
                TOLD.formatted("kube-system"));
        String manifests = daemonSet("namespace: kube-system", "");
        assertThat(find("", manifests)).containsExactly(found);
        assertThat(Findings.ofConsumers(new ClusterState(
                                GivenCluster.configuration(""), GivenCluster.watchedInventory("", manifests)))
                        .all())
                .as("as a cluster stores it")
                .containsExactly(found);
    }

    @ParameterizedTest(name = "[{index}] {0}: {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
                                                                                   | namespace: storage                 | 1
        mode: Audit                                                                | namespace: storage                 | 1
        csiDaemonSets: Audit                                                       | namespace: storage                 | 1
        csiDaemonSets: Disabled                                                    | namespace: storage                 | 0
        mode: Disabled                                                             | namespace: kube-system             | 0
        modeOverrides: [{match: [{namespaces: [kube-*]}], mode: Disabled}]         | namespace: kube-system             | 0
        exempt: [{namespaces: [kube-system]}]                                      | namespace: kube-system             | 0
        exempt: [{namespaces: [storage]}]                                          | namespace: storage                 | 0
        exempt: [{namespaces: [storage]}]                                          | namespace: kube-system             | 1
        storage: {mode: Disabled}                                                  | namespace: storage                 | 1
        """)
    void modesAndExemptionsCount(String rules, String metadata, int findings) {
        assertThat(find(rules == null ? "" : rules, daemonSet(metadata, ""))).hasSize(findings);
    }

    @Test
    void onePluginThatKeepsToItsHomeOrIsBeingDeletedIsNotFound() {
        assertThat(find("", daemonSet("namespace: kube-system", "nodeSelector: {provider: hetzner}, ")))
                .isEmpty();
        assertThat(find("", daemonSet("namespace: kube-system, deletionTimestamp: \"2026-01-01T00:00:00Z\"", "")))
                .isEmpty();
    }

    /** A JSON patch, since a merge would replace the list of terms. */
    @Test
    void aHomeOfSeveralProvidersGoesIntoEachTerm() {
        String rules = "providers: [{name: aws, provisioners: [csi.hetzner.cloud]}, {name: hetzner, provisioners:"
                + " [csi.hetzner.cloud]}]";
        String path = "/spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution"
                + "/nodeSelectorTerms/";
        String expression = "{\"key\":\"provider\",\"operator\":\"In\",\"values\":[\"aws\",\"hetzner\"]}";
        assertThat(message(
                        rules,
                        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: ["
                                + "{matchExpressions: [{key: kubernetes.io/os, operator: In, values: [linux]}]}, {},"
                                + " {matchFields: [{key: metadata.name, operator: NotIn, values: [x]}]}]}}}, "))
                .endsWith(
                        "; keep it to aws or hetzner: kubectl patch daemonset csi-node -n kube-system --type=json -p '["
                                + "{\"op\":\"add\",\"path\":\"" + path + "0/matchExpressions/-\",\"value\":"
                                + expression + "},"
                                + "{\"op\":\"add\",\"path\":\"" + path + "2/matchExpressions\",\"value\":[" + expression
                                + "]}]'");
        assertThat(message(rules, ""))
                .endsWith("kubectl patch daemonset csi-node -n kube-system -p '{\"spec\":{\"template\":{\"spec\":"
                        + "{\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":"
                        + "{\"nodeSelectorTerms\":[{\"matchExpressions\":[" + expression + "]}]}}}}}}}'");
        String term = "{matchExpressions: [{key: kubernetes.io/os, operator: Exists}]}, ";
        assertThat(message(
                        rules,
                        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: ["
                                + term.repeat(6) + "]}}}, "))
                .as("no Event holds the whole command")
                .endsWith("; require provider in (aws,hetzner) in each term of its node affinity");
    }

    private static String message(String rules, String spec) {
        return find(rules, daemonSet("namespace: kube-system", spec)).get(0).message();
    }
}
