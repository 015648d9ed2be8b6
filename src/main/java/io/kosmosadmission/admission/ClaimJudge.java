package io.kosmosadmission.admission;

import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.ObjectKey;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.storage.Homes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Judges a claim against everyone that can still run a pod with it. */
final class ClaimJudge {

    private final Inventory inventory;
    private final Homes homes;
    private final PodJudge podJudge;
    private final Placer placer;

    ClaimJudge(Inventory inventory, Homes homes, PodJudge podJudge, Placer placer) {
        this.inventory = inventory;
        this.homes = homes;
        this.podJudge = podJudge;
        this.placer = placer;
    }

    Verdict judge(PersistentVolumeClaim claim, Scope scope, Predicate<Mode> wanted) {
        if (!wanted.test(scope.storageMode())) {
            return Verdict.NOTHING;
        }
        String namespace = claim.metadata().namespace();
        String name = claim.metadata().name();
        Function<String, Optional<PersistentVolumeClaim>> claims =
                other -> other.equals(name) ? Optional.of(claim) : inventory.claim(namespace, other);
        Verdict verdict = Verdict.NOTHING;
        for (Workload workload : inventory.workloadsOfClaim(namespace, name)) {
            if (canStillRun(workload)) {
                PodView pod = TemplatePods.of(workload, workload.firstOrdinal());
                Verdict found = judge(claim, workload, pod, scope, wanted, claims);
                verdict = verdict.and(workload.replicas() == 0 ? found.excusing(found) : found);
            }
        }
        for (Workload set : inventory.claimMakers(namespace)) {
            verdict = verdict.and(againstSet(claim, set, scope, wanted, claims));
        }
        for (PodView pod : inventory.podsOfClaim(namespace, name)) {
            if (!pod.isFinished() && !pod.metadata().deleting()) {
                verdict = verdict.and(againstPod(claim, pod, scope, wanted, claims));
            }
        }
        // The claim under review is what is asked about, and need not be there yet.
        return verdict.and(againstOwner(claim, scope, wanted, claims))
                .mapped(objection -> objection.notRestingOn(ObjectKey.claim(namespace, name)));
    }

    /** A Deployment's old ReplicaSets are history, and its current one says what the Deployment says. */
    static boolean canStillRun(Workload workload) {
        boolean ofDeployment = workload.kind() == WorkloadKind.ReplicaSet
                && workload.metadata()
                        .controller()
                        .flatMap(WorkloadKind::of)
                        .filter(kind -> kind == WorkloadKind.Deployment)
                        .isPresent();
        return !workload.finished() && !workload.metadata().deleting() && !ofDeployment;
    }

    private Verdict judge(
            PersistentVolumeClaim claim,
            Workload workload,
            PodView pod,
            Scope scope,
            Predicate<Mode> wanted,
            Function<String, Optional<PersistentVolumeClaim>> claims) {
        PodView judged = workload.kind() == WorkloadKind.DaemonSet ? pod : placed(pod, scope, wanted);
        ObjectKey key = ObjectKey.workload(
                workload.kind(),
                workload.metadata().namespace(),
                workload.metadata().name());
        return podJudge.judgeClaim(
                        claim.metadata().name(),
                        workload.kind().name().toLowerCase(Locale.ROOT),
                        workload.metadata().name(),
                        judged,
                        scope,
                        wanted,
                        claims)
                .mapped(objection -> objection.restingOn(key));
    }

    private PodView placed(PodView pod, Scope scope, Predicate<Mode> wanted) {
        return placer.place(pod, PlacedParts.boundariesAlone(scope.boundaries(pod, wanted)))
                .result();
    }

    private Verdict againstPod(
            PersistentVolumeClaim claim,
            PodView pod,
            Scope scope,
            Predicate<Mode> wanted,
            Function<String, Optional<PersistentVolumeClaim>> claims) {
        PodView judged = pod.nodeName().isEmpty() && !pod.isOwnedByDaemonSet() ? placed(pod, scope, wanted) : pod;
        ObjectKey key = ObjectKey.pod(pod.metadata().namespace(), pod.metadata().name());
        return podJudge.judgeClaim(
                        claim.metadata().name(), "pod", pod.metadata().name(), judged, scope, wanted, claims)
                .mapped(objection -> objection.restingOn(key));
    }

    /** The StatefulSet that makes claims of this name; the name alone could be anybody's, so its labels must be there too. */
    private Verdict againstSet(
            PersistentVolumeClaim claim,
            Workload set,
            Scope scope,
            Predicate<Mode> wanted,
            Function<String, Optional<PersistentVolumeClaim>> claims) {
        for (PersistentVolumeClaim template : set.volumeClaimTemplates()) {
            String prefix = template.metadata().name() + "-" + set.metadata().name() + "-";
            String name = claim.metadata().name();
            String ordinal = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
            if (!ordinal.matches("[0-9]{1,9}")
                    || !set.selector().matches(claim.metadata().labels())
                    || !canStillRun(set)) {
                continue;
            }
            PodView pod = TemplatePods.of(set, Integer.parseInt(ordinal));
            Verdict found = judge(claim, set, pod, scope, wanted, claims);
            return set.replicas() == 0 || saysOnlyWhatItsTemplateSays(claim, template) ? found.excusing(found) : found;
        }
        return Verdict.NOTHING;
    }

    /** The pod whose ephemeral volume the claim is; the pod was judged with it. */
    private Verdict againstOwner(
            PersistentVolumeClaim claim,
            Scope scope,
            Predicate<Mode> wanted,
            Function<String, Optional<PersistentVolumeClaim>> claims) {
        Optional<PodView> owner = claim.metadata()
                .controller()
                .filter(reference ->
                        reference.kind().equals("Pod") && reference.group().isEmpty())
                .flatMap(reference -> inventory.pod(claim.metadata().namespace(), reference.name()));
        if (owner.isEmpty()) {
            return Verdict.NOTHING;
        }
        PodView pod = owner.get();
        for (Volume volume : pod.volumes()) {
            String name = pod.metadata().name() + "-" + volume.name();
            if (volume.source() instanceof VolumeSource.Ephemeral ephemeral
                    && name.equals(claim.metadata().name())) {
                List<Volume> volumes = new ArrayList<>(pod.volumes());
                volumes.replaceAll(
                        own -> own.equals(volume) ? new Volume(volume.name(), new VolumeSource.Claim(name)) : own);
                Verdict found = againstPod(claim, pod.withVolumes(volumes), scope, wanted, claims);
                return saysOnlyWhatItsTemplateSays(claim, ephemeral.template()) ? found.excusing(found) : found;
            }
        }
        return Verdict.NOTHING;
    }

    private boolean saysOnlyWhatItsTemplateSays(PersistentVolumeClaim claim, PersistentVolumeClaim template) {
        Optional<String> own = homes.storageClass(claim).map(StorageClass::name).or(claim::requestedClass);
        Optional<String> said =
                homes.storageClass(template).map(StorageClass::name).or(template::requestedClass);
        return own.equals(said) && claim.volumeName().equals(template.volumeName());
    }
}
