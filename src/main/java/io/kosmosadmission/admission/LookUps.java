package io.kosmosadmission.admission;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.ObjectKey;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.ReviewedObject;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a review needs that the snapshot lacks: its namespace, where labels of namespaces are asked for, and the claims that
 * the pod names. An informer lags, and one {@code kubectl apply} makes the claim and its pod within milliseconds.
 */
final class LookUps {

    private LookUps() {}

    static Optional<ObjectKey> namespace(AdmissionRequest request, ClusterState state) {
        boolean needed = !request.namespace().isEmpty()
                && request.object().isPresent()
                && state.readsNamespaceLabels()
                && !state.inventory().knowsNamespace(request.namespace());
        return needed ? Optional.of(ObjectKey.namespace(request.namespace())) : Optional.empty();
    }

    static Set<ObjectKey> claims(AdmissionRequest request, ClusterState state) {
        Optional<PodView> pod = request.object().flatMap(LookUps::pod);
        if (pod.isEmpty() || pod.get().volumes().isEmpty() || isExempt(request, state)) {
            return Set.of();
        }
        Set<ObjectKey> missing = new LinkedHashSet<>();
        Inventory inventory = state.inventory();
        for (Volume volume : pod.get().volumes()) {
            if (volume.source() instanceof VolumeSource.Claim claim
                    && inventory.claim(request.namespace(), claim.claimName()).isEmpty()) {
                missing.add(ObjectKey.claim(request.namespace(), claim.claimName()));
            }
        }
        return missing;
    }

    private static boolean isExempt(AdmissionRequest request, ClusterState state) {
        Configuration configuration = state.configuration();
        return configuration.isExempt(state.inventory().namespace(request.namespace()));
    }

    private static Optional<PodView> pod(ReviewedObject object) {
        return object.match(Optional::of, claim -> Optional.empty(), workload -> Optional.of(workload.template()));
    }
}
