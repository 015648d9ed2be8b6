package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings unplaced, denied and storage-conflict of audit: what they say, of which pods, and how bad it is. */
class AuditPlacedTest {

    private static final String ON = "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
            + "{nodeSelectorTerms: [{matchExpressions: [{key: provider, operator: In, values: [%s]}]}]}}}";

    private static final String CONFLICTING = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {namespace: shop, name: db}
            spec:
              replicas: 1
              selector: {matchLabels: {app: db}}
              template:
                metadata: {labels: {app: db}}
                spec:
                  nodeSelector: {provider: scaleway}
                  volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]
            """;

    @TempDir
    private Path folder;

    private AuditedText twoProviders() {
        return new AuditedText(folder).node("scw-1", "scaleway", "").node("aws-1", "aws", "");
    }

    private static String claim(String storageClass, String more) {
        return "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {namespace: shop, name: data}, "
                + "spec: {storageClassName: " + storageClass + ", accessModes: [ReadWriteOnce]" + more + "}}";
    }

    private AuditedText withVolumeOfTwoProviders(String more) {
        AuditedText audited = new AuditedText(folder)
                .rules("providers:\n- {name: one, platform: aws}\n" + "- {name: two, platform: aws}\n");
        for (String name : new String[] {"one", "two"}) {
            audited.add("{apiVersion: v1, kind: Node, metadata: {name: " + name + "-1, labels: {provider: " + name
                    + ", topology.kubernetes.io/zone: " + name + "}}}");
            audited.add("{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: " + name
                    + "-1}, spec: {drivers: [{name: ebs.csi.aws.com, nodeID: i, topologyKeys: []}]}}");
        }
        return audited.add("{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: gp3}, provisioner: "
                        + "ebs.csi.aws.com, volumeBindingMode: WaitForFirstConsumer}")
                .add(claim("gp3", more))
                .add(
                        "{apiVersion: v1, kind: PersistentVolume, metadata: {name: pv}, spec: {storageClassName: gp3, csi: "
                                + "{driver: ebs.csi.aws.com, volumeHandle: v}, nodeAffinity: {required: {nodeSelectorTerms: "
                                + "[{matchExpressions: [{key: topology.kubernetes.io/zone, operator: In, values: [one]}]}]}}}}");
    }

    private static final String VOLUME = "volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]";

    @Test
    void isSilentAboutAClaimThatGotItsVolumeAfterThePodWasPlaced() throws IOException {
        AuditedText before = withVolumeOfTwoProviders("");
        assertThat(before.deployment("never", "5d8f", VOLUME, "one-1").found("unplaced"))
                .singleElement()
                .asString()
                .contains("only one, two");
        AuditedText after = withVolumeOfTwoProviders(", volumeName: pv");
        assertThat(after.deployment("placed", "5d8f", ON.formatted("one, two") + ", " + VOLUME, "one-1")
                        .found("unplaced"))
                .isEmpty();
        assertThat(after.deployment("never", "5d8f", VOLUME, "two-1").found("unplaced"))
                .as("not placed at all, and elsewhere")
                .singleElement()
                .asString()
                .contains("deployment \"never\"");
    }

    @ParameterizedTest
    @CsvSource({"one, '', 0", "two, '', 1", "one, boundaries, 1"})
    void isSilentAboutAPodThatItsVolumeHolds(String node, String more, int found) throws IOException {
        AuditedText audited = withVolumeOfTwoProviders(", volumeName: pv");
        if (!more.isEmpty()) {
            audited.rules(more + ": [{name: eu, match: [{}], providers: {required: [one]}}]\n");
        }
        assertThat(audited.deployment("never", "5d8f", VOLUME, node + "-1").found("unplaced"))
                .hasSize(found)
                .allMatch(line -> line.contains("claim data") == more.isEmpty(), "names the claim");
    }

    @Test
    void aVolumeThatHoldsNothingIsToldOf() throws IOException {
        AuditedText audited = sets("aws", "aws");
        assertThat(audited.found("unplaced"))
                .containsExactly("warn shop/db (StatefulSet): unplaced: all 2 pods of statefulset \"db\" lack what"
                        + " would be added now: only aws (its claim)");
    }

    @Test
    void theWordsHoldForAllPodsOfASet() throws IOException {
        assertThat(sets("aws", "scaleway").found("unplaced"))
                .singleElement()
                .asString()
                .endsWith("would be added now: only the provider of its claim");
        assertThat(sets("aws", "")
                        .rules("boundaries: [{name: eu, match: [{}], providers: {forbidden: [gcp]}}]\n")
                        .found("unplaced"))
                .singleElement()
                .asString()
                .endsWith("would be added now: not gcp (boundary eu); some of them also"
                        + " only the provider of its claim");
    }

    /** Pods of a StatefulSet that nobody placed, each with a claim of this provider. */
    private AuditedText sets(String... providers) {
        AuditedText audited = twoProviders()
                .rules("providers: [{name: aws, platform: aws}, {name: scaleway, platform: scaleway}]\n")
                .add("{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: aws}, provisioner: "
                        + "ebs.csi.aws.com}")
                .add("{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: scaleway}, provisioner: "
                        + "csi.scaleway.com}");
        for (int i = 0; i < providers.length; i++) {
            String claim = "data-db-" + i;
            String volumes = providers[i].isEmpty()
                    ? ""
                    : ", volumes: [{name: d, persistentVolumeClaim: {claimName: " + claim + "}}]";
            audited.add("{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {namespace: shop, name: " + claim
                            + "}, spec: {storageClassName: " + providers[i] + ", accessModes: [ReadWriteOnce]}}")
                    .add("{apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: db-" + i
                            + ", labels: {app: db}, "
                            + "ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: u, "
                            + "controller: true}]}, spec: {nodeName: aws-1" + volumes
                            + "}, status: {phase: Running}}");
        }
        return audited;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Deployment  | paused: true                            | kubectl -n shop rollout resume deployment/w, then kubectl"
                        + " -n shop rollout restart deployment/w",
                "Deployment  | paused: false                           | kubectl -n shop rollout restart deployment/w",
                "StatefulSet | 'updateStrategy: {type: OnDelete}'      | delete its pods one after the other: their controller"
                        + " makes them again",
                "StatefulSet | 'updateStrategy: {rollingUpdate: {partition: 2}}' | delete its pods one after the other: their"
                        + " controller makes them again",
                "StatefulSet | 'updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}' | kubectl -n shop rollout"
                        + " restart statefulset/w",
            })
    void theWayOutMakesThePodsAgain(String kind, String spec, String wayOut) throws IOException {
        String owner = kind.equals("Deployment") ? "ReplicaSet, name: w-5d8f" : "StatefulSet, name: w";
        assertThat(twoProviders()
                        .rules("boundaries: [{name: eu, match: [{}], providers: {required: [scaleway]}}]\n")
                        .add("{apiVersion: apps/v1, kind: " + kind + ", metadata: {namespace: shop, name: w}, spec: {"
                                + spec
                                + ", replicas: 2, selector: {matchLabels: {app: w}}, template: {metadata: {labels: "
                                + "{app: w}}, spec: {}}}}")
                        .add("{apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: w-0, labels: {app: w, "
                                + "pod-template-hash: 5d8f}, ownerReferences: [{apiVersion: apps/v1, kind: " + owner
                                + ", uid: u, controller: true}]}, spec: {nodeName: scw-1}, status: {phase: Running}}")
                        .audit()
                        .out())
                .containsPattern("unplaced: .*\n +way out: \\Q" + wayOut + "\\E\n");
    }

    @ParameterizedTest
    @CsvSource({"Drained", "lost"})
    void tellsOfAGoneProviderOnlyForPodsThatAreThere(String how) throws IOException {
        String ready =
                "status: {conditions: [{type: Ready, status: Unknown, lastTransitionTime: 2026-01-01T00:00:00Z}]}";
        AuditedText audited = new AuditedText(folder)
                .node("scw-1", "scaleway", "")
                .add("{apiVersion: v1, kind: Node, metadata: {name: aws-1, labels: {provider: aws}}, "
                        + (how.equals("lost") ? ready : "spec: {}") + "}")
                .rules("providers: [{name: aws, " + (how.equals("lost") ? "lostAfter: 5m" : "state: Drained") + "}]\n")
                .deployment("elsewhere", "5d8f", "", "scw-1", "scw-1")
                .deployment("partly", "5d8f", "", "scw-1", "aws-1");
        assertThat(audited.found("unplaced"))
                .containsExactly(
                        "warn shop/partly (Deployment): unplaced: 1 of 2 pods of deployment \"partly\" lacks what"
                                + " would be added now: not aws (" + how + ")");
        assertThat(audited.rules("rules: [{name: default, match: [{}], placement: {spread: {}}}]\n")
                        .found("unplaced"))
                .as("what they lack without that")
                .hasSize(2);
    }

    @Test
    void aLabelThatHasTheLastPartOfAGeneratedNameTellsNoGroup() throws IOException {
        assertThat(twoProviders()
                        .rules("rules: [{name: default, match: [{}], placement: {spread: {}}}]\n")
                        .add(
                                "{apiVersion: v1, kind: Pod, metadata: {namespace: shop, generateName: run-, name: run-x7k2p, "
                                        + "labels: {name: x7k2p}}, spec: {nodeName: scw-1}, status: {phase: Running}}")
                        .found("unplaced"))
                .isEmpty();
    }

    @Test
    void namesOnlyWhatIsMissing() throws IOException {
        assertThat(twoProviders()
                        .rules("boundaries:\n- {name: eu, match: [{}], providers: {required: [scaleway, aws]}}\n"
                                + "- {name: not-gcp, match: [{}], providers: {forbidden: [gcp]}}\n")
                        .deployment("web", "5d8f", ON.formatted("scaleway, aws"), "scw-1")
                        .found("unplaced"))
                .singleElement()
                .asString()
                .endsWith("would be added now: not gcp (boundary not-gcp)");
    }

    @ParameterizedTest
    @CsvSource({"Enforce, fail", "Warn, warn", "Audit, warn"})
    void whatIsOnlyToldIsNoFailure(String mode, String severity) throws IOException {
        AuditedText audited = twoProviders()
                .rules("mode: " + mode + "\nboundaries: [{name: s, match: [{}], providers: {required: [scaleway]}}]\n")
                .add("{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: gp3}, provisioner: "
                        + "ebs.csi.aws.com}")
                .add(claim("gp3", ""))
                .add(CONFLICTING)
                .deployment("idle", "5d8f", "nodeSelector: {provider: aws}")
                .deployment("pinned", "5d8f", "nodeSelector: {provider: aws}", "aws-1");
        assertThat(audited.found("storage-conflict")).singleElement().asString().startsWith(severity);
        assertThat(audited.found("denied")).singleElement().asString().startsWith(severity);
        assertThat(audited.found("nowhere-to-run")).singleElement().asString().startsWith(severity);
        String wayOut = mode.equals("Enforce")
                ? "change it as the message says, and apply it again"
                : "change it as the message says, before its mode is Enforce (now " + mode
                        + "): until then it is let through";
        assertThat(audited.audit().out()).containsPattern("denied: .*\n +way out: \\Q" + wayOut + "\\E\n");
    }

    @ParameterizedTest
    @CsvSource({"Enforce, fail", "Warn, warn"})
    void aConflictWithAFileServiceIsAsBadAsItsMode(String mode, String severity) throws IOException {
        assertThat(twoProviders()
                        .rules("storage: {fileServices: " + mode + "}\n")
                        .add("{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: efs}, provisioner: "
                                + "efs.csi.aws.com}")
                        .add(claim("efs", ""))
                        .add(CONFLICTING)
                        .found("storage-conflict"))
                .singleElement()
                .asString()
                .startsWith(severity);
    }
}
