package io.kosmosadmission.admission.findings;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.storage.Homes;
import io.kosmosadmission.storage.SelectedNodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds claims that are to be made for a node where they, or a pod that waits for them, can't be. The scheduler writes
 * that node while nobody asks us, and a backup brings it back.
 */
public final class SelectedNodeFindings {

    private final ClusterState state;
    private final Inventory inventory;
    private final SelectedNodes selectedNodes;
    private final List<Finding> found = new ArrayList<>();

    private SelectedNodeFindings(ClusterState state) {
        this.state = state;
        this.inventory = state.inventory();
        this.selectedNodes = new SelectedNodes(inventory, new Homes(inventory));
    }

    public static List<Finding> of(ClusterState state) {
        SelectedNodeFindings findings = new SelectedNodeFindings(state);
        state.inventory().claims().stream()
                .filter(claim -> !claim.selectedNode().isEmpty() && findings.isJudged(claim))
                .forEach(findings::look);
        findings.found.sort(Comparator.comparing(Finding::message));
        return findings.found;
    }

    private boolean isJudged(PersistentVolumeClaim claim) {
        Scope scope = new Scope(
                state.configuration(), inventory.namespace(claim.metadata().namespace()), Mode.Enforce);
        return !scope.isExempt() && scope.storageMode() != Mode.Disabled;
    }

    private void look(PersistentVolumeClaim claim) {
        String namespace = claim.metadata().namespace();
        String name = claim.metadata().name();
        String subject = "claim \"" + name + "\"";
        ObjectKey key = ObjectKey.claim(namespace, name);
        selectedNodes
                .warning(claim, subject)
                .ifPresentOrElse(
                        warning -> found.add(new Finding(Finding.Check.SelectedNodeElsewhere, List.of(key), warning)),
                        () -> inventory.podsOfClaim(namespace, name).stream()
                                .map(StoredPod::asReviewed)
                                .filter(pod ->
                                        !pod.isFinished() && !pod.metadata().deleting())
                                .forEach(pod -> look(claim, subject, key, pod)));
    }

    private void look(PersistentVolumeClaim claim, String subject, ObjectKey key, PodView pod) {
        String name = pod.metadata().name();
        selectedNodes
                .warning(claim, subject, pod, "pod \"" + name + "\"")
                .ifPresent(warning -> found.add(new Finding(
                        Finding.Check.SelectedNodeElsewhere,
                        List.of(key, ObjectKey.pod(pod.metadata().namespace(), name)),
                        warning)));
    }
}
