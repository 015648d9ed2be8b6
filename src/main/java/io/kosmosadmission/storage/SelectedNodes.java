package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import java.util.Optional;

/**
 * Judges for which node a claim's volume is to be made. The scheduler says so in an annotation of the claim, holds every
 * pod with the claim to that node, and takes it back only if no volume can be made. The annotation may come from
 * elsewhere: backups restore it, and manifests are copied with it.
 *
 * <p>Reads the annotation of a claim that has no volume and whose class waits for a consumer. A node that isn't there
 * proves nothing.
 */
public final class SelectedNodes {

    private static final String WAY_OUT =
            "; remove annotation " + PersistentVolumeClaim.SELECTED_NODE + ", or it stays Pending";

    private final Inventory inventory;
    private final Homes homes;
    private final Attachment attachment;

    public SelectedNodes(Inventory inventory, Homes homes) {
        this.inventory = inventory;
        this.homes = homes;
        this.attachment = new Attachment(inventory);
    }

    /** Returns a warning where the claim's volume can't be attached on its node. subject: the claim for people. */
    public Optional<String> warning(PersistentVolumeClaim claim, String subject) {
        return node(claim).flatMap(node -> outOfReach(claim, subject, node));
    }

    /**
     * Returns a warning where the claim's volume can't be attached on its node, or the pod asks for other nodes. subject
     * and consumer: the claim and the pod for people.
     */
    public Optional<String> warning(PersistentVolumeClaim claim, String subject, PodView pod, String consumer) {
        return node(claim)
                .flatMap(node -> outOfReach(claim, subject + " of " + consumer, node)
                        .or(() -> Landing.isAskedFor(pod, node)
                                ? Optional.empty()
                                : Optional.of(consumer + " doesn't run on node " + node.name() + ", for which its "
                                        + subject + " is to be made" + WAY_OUT)));
    }

    private Optional<String> outOfReach(PersistentVolumeClaim claim, String subject, Node node) {
        return outOfTopology(claim, subject, node).or(() -> outOfHome(claim, subject, node));
    }

    private Optional<String> outOfTopology(PersistentVolumeClaim claim, String subject, Node node) {
        return homes.storageClass(claim)
                .filter(it -> !it.allowedTopologies().isEmpty()
                        && it.allowedTopologies().stream().noneMatch(term -> term.matches(node)))
                .map(it -> subject + " is to be made for node " + node.name() + ", but storage class \"" + it.name()
                        + "\" allows other nodes alone (allowedTopologies)" + WAY_OUT);
    }

    private Optional<String> outOfHome(PersistentVolumeClaim claim, String subject, Node node) {
        return homes.of(claim)
                .ifHard()
                .filter(home -> !attachment.canAttach(node, home))
                .map(home ->
                        subject + " is to be made for node " + node.name() + ", but uses " + home.because() + WAY_OUT);
    }

    private Optional<Node> node(PersistentVolumeClaim claim) {
        boolean counts = !claim.selectedNode().isEmpty()
                && !homes.hasVolume(claim)
                && homes.storageClass(claim)
                        .filter(StorageClass::waitsForConsumer)
                        .isPresent();
        return counts ? inventory.node(claim.selectedNode()) : Optional.empty();
    }
}
