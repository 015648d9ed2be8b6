package io.kosmosadmission.admission.judging;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import java.util.Optional;

/** Recognizes UPDATEs that change nothing that is judged. */
public final class ClaimUpdates {

    private static final String BIND_COMPLETED = "pv.kubernetes.io/bind-completed";

    private ClaimUpdates() {}

    public static boolean samePlacement(PodView pod, PodView before) {
        return pod.nodeName().equals(before.nodeName())
                && pod.nodeSelector().equals(before.nodeSelector())
                && pod.requiredNodeAffinity().equals(before.requiredNodeAffinity())
                && pod.volumes().equals(before.volumes())
                && pod.metadata().labels().equals(before.metadata().labels());
    }

    /**
     * Returns whether an UPDATE of a claim keeps its volume and class, or changes them only as controllers do, which
     * bind a volume and fill in the default class. They are recognized by the change, since their user can be anyone in
     * a managed cluster.
     */
    public static boolean isUnconcerned(
            PersistentVolumeClaim claim, PersistentVolumeClaim before, Inventory inventory) {
        boolean sameVolume = claim.volumeName().equals(before.volumeName());
        boolean sameClass = claim.requestedClass().equals(before.requestedClass());
        boolean bound = claim.metadata().annotations().containsKey(BIND_COMPLETED);
        Optional<String> defaultClass = inventory.defaultStorageClass().map(StorageClass::name);
        boolean toDefault = before.requestedClass().isEmpty()
                && claim.requestedClass().isPresent()
                && claim.requestedClass().equals(defaultClass);
        return (sameVolume || bound) && (sameClass || toDefault);
    }
}
