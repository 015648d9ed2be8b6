package io.kosmosadmission.admission.live;

import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Operation;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.DataSource;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.ReviewedObject;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a review needs but the state lacks: its namespace, where a match asks for labels of namespaces; the claims
 * that the pod names; the claim that a claim is copied from. An informer lags, and one {@code kubectl apply} creates a
 * claim and its pod within milliseconds.
 */
public final class LookUps {

    private LookUps() {}

    public static Optional<ObjectKey> namespace(AdmissionRequest request, ClusterState state) {
        boolean needed = !request.namespace().isEmpty()
                && request.object().isPresent()
                && state.readsNamespaceLabels()
                && !state.inventory().knowsNamespace(request.namespace());
        return needed ? Optional.of(ObjectKey.namespace(request.namespace())) : Optional.empty();
    }

    /** The StatefulSet that made the pod, whose selector says which pods are the pod's group. */
    public static Optional<ObjectKey> statefulSet(AdmissionRequest request, ClusterState state) {
        return request.object()
                .flatMap(object -> object.match(
                        Optional::of,
                        claim -> Optional.<PodView>empty(),
                        workload -> Optional.empty(),
                        service -> Optional.empty()))
                .flatMap(pod -> pod.metadata().controller())
                .filter(owner -> WorkloadKind.of(owner)
                        .filter(kind -> kind == WorkloadKind.StatefulSet)
                        .isPresent())
                .filter(owner -> request.operation() == Operation.CREATE
                        && state.configuration().infersGroups()
                        && !isExempt(request, state))
                .map(owner -> ObjectKey.workload(WorkloadKind.StatefulSet, request.namespace(), owner.name()))
                .filter(key -> state.inventory()
                        .workload(WorkloadKind.StatefulSet, key.namespace(), key.name())
                        .isEmpty());
    }

    public static Set<ObjectKey> claims(AdmissionRequest request, ClusterState state) {
        Optional<ObjectKey> source = request.object()
                .flatMap(object -> object.match(
                        pod -> Optional.<PersistentVolumeClaim>empty(),
                        Optional::of,
                        workload -> Optional.<PersistentVolumeClaim>empty(),
                        service -> Optional.<PersistentVolumeClaim>empty()))
                .filter(claim -> !isExempt(request, state))
                .flatMap(claim -> sourceOf(claim, request.namespace(), state.inventory()));
        if (source.isPresent()) {
            return Set.of(source.get());
        }
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

    /** Returns the claim that a claim is copied from, if the inventory doesn't have it. */
    private static Optional<ObjectKey> sourceOf(PersistentVolumeClaim claim, String namespace, Inventory inventory) {
        return claim.dataSource()
                .filter(DataSource::isClaim)
                .map(source -> ObjectKey.claim(source.namespaceOr(namespace), source.name()))
                .filter(key -> inventory.claim(key.namespace(), key.name()).isEmpty());
    }

    private static boolean isExempt(AdmissionRequest request, ClusterState state) {
        Configuration configuration = state.configuration();
        return configuration.isExempt(state.inventory().namespace(request.namespace()));
    }

    private static Optional<PodView> pod(ReviewedObject object) {
        return object.match(
                Optional::of,
                claim -> Optional.empty(),
                workload -> Optional.of(workload.template()),
                service -> Optional.empty());
    }
}
