package io.kosmosadmission.scheduler;

import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import java.util.Optional;

/**
 * A claim as the scheduler sees it.
 *
 * @param bindCompleted whether its binding to the volume that it names is complete: annotation {@link #BIND_COMPLETED}
 * @param selector which volumes it may be bound to; empty where it may be any
 */
public record SchedulerClaim(PersistentVolumeClaim claim, boolean bindCompleted, Optional<LabelSelector> selector) {

    public static final String BIND_COMPLETED = "pv.kubernetes.io/bind-completed";

    public NamespacedName key() {
        return new NamespacedName(claim.metadata().namespace(), claim.metadata().name());
    }

    public boolean isBound() {
        return bindCompleted && !claim.volumeName().isEmpty();
    }
}
