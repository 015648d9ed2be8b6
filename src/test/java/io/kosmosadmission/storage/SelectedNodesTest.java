package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectedNodesTest {

    private static final String WAY_OUT = "; remove annotation volume.kubernetes.io/selected-node, or it stays Pending";
    private static final String OF_THE_CLAIM =
            " is to be made for node aws-1, but uses storage class \"scw-bssd\" of scaleway (csi.scaleway.com)"
                    + WAY_OUT;

    private static final String OBJECTS = """
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: scw-now}, provisioner: csi.scaleway.com, volumeBindingMode: Immediate}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: plain}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: other}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: plain}, spec: {drivers: [{name: csi.scaleway.com}]}}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv}, spec: {csi: {driver: csi.scaleway.com}, claimRef: {namespace: default, name: reserved}}}
            ---
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a node of its home                       | data     | storageClassName: scw-bssd                 | scw-1 | {}                              | -
        a node elsewhere                         | data     | storageClassName: scw-bssd                 | aws-1 | {}                              | the claim
        whatever its pod asks for                | data     | storageClassName: scw-bssd                 | aws-1 | {nodeSelector: {provider: aws}} | the claim
        no node                                  | data     | storageClassName: scw-bssd                 | ''    | {}                              | -
        a node that isn't there                  | data     | storageClassName: scw-bssd                 | gone  | {}                              | -
        a node of no provider that has its driver | data    | storageClassName: scw-bssd                 | plain | {}                              | -
        a node of no provider that has not       | other    | storageClassName: hcloud                   | other | {nodeName: other}               | some claim
        a class that waits for nobody            | data     | storageClassName: scw-now                  | aws-1 | {}                              | -
        no class                                 | data     | storageClassName: ''                       | aws-1 | {}                              | -
        a claim that names its volume            | data     | "storageClassName: scw-bssd, volumeName: pv" | aws-1 | {}                            | -
        a claim that a volume waits for          | reserved | storageClassName: scw-bssd                 | aws-1 | {}                              | -
        the pod asks for another provider        | data     | storageClassName: longhorn                 | aws-1 | {nodeSelector: {provider: hetzner}} | the pod
        the pod asks for another node            | data     | storageClassName: scw-bssd                 | scw-1 | {nodeName: scw-metal}           | the pod
        neutral storage anywhere                 | data     | storageClassName: longhorn                 | aws-1 | {}                              | -
        a file service is made anywhere          | data     | storageClassName: efs                      | scw-1 | {}                              | -
        """)
    void areTold(String sentence, String name, String spec, String node, String pod, String whose) {
        GivenStorage given = GivenStorage.of(
                "",
                OBJECTS
                        + GivenStorage.claim(name, spec)
                                .replace(
                                        "namespace: default}",
                                        "namespace: default, annotations: {" + PersistentVolumeClaim.SELECTED_NODE
                                                + ": '" + node + "'}}"));
        PersistentVolumeClaim claim = given.inventory().claim("default", name).orElseThrow();
        SelectedNodes nodes = new SelectedNodes(given.inventory(), given.homes());
        String ofClaim = nodes.warning(claim, "claim").orElse(ResultText.NONE);
        String ofPod = nodes.warning(claim, "claim", GivenStorage.pod(name, pod), "pod")
                .orElse(ResultText.NONE);
        switch (whose) {
            case "the claim" -> {
                assertThat(ofClaim).isEqualTo("claim" + OF_THE_CLAIM);
                assertThat(ofPod).isEqualTo("claim of pod" + OF_THE_CLAIM);
            }
            case "some claim" -> assertThat(ofClaim).startsWith("claim is to be made for node " + node + ", but uses ");
            case "the pod" -> {
                assertThat(ofClaim).isEqualTo(ResultText.NONE);
                assertThat(ofPod)
                        .isEqualTo("pod doesn't run on node " + node + ", for which its claim is to be made" + WAY_OUT);
            }
            default -> {
                assertThat(ofClaim).isEqualTo(ResultText.NONE);
                assertThat(ofPod).isEqualTo(ResultText.NONE);
            }
        }
    }
}
