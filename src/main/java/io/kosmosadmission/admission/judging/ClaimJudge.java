package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.storage.ClaimWarnings;
import io.kosmosadmission.storage.Homes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Judges a claim against all workloads and pods that can still run with it. */
public final class ClaimJudge {

    private final Inventory inventory;
    private final Homes homes;
    private final PodJudge podJudge;
    private final ClaimWarnings claimWarnings;

    public ClaimJudge(Inventory inventory, Homes homes, PodJudge podJudge) {
        this.inventory = inventory;
        this.homes = homes;
        this.podJudge = podJudge;
        this.claimWarnings = new ClaimWarnings(inventory, homes);
    }

    public Verdict judge(PersistentVolumeClaim claim, Scope scope) {
        if (!scope.judgesStorage()) {
            return Verdict.NOTHING;
        }
        String namespace = claim.metadata().namespace();
        String name = claim.metadata().name();
        Function<String, Optional<PersistentVolumeClaim>> claims =
                other -> other.equals(name) ? Optional.of(claim) : inventory.claim(namespace, other);
        Verdict verdict = Verdict.NOTHING;
        for (StoredWorkload stored : inventory.workloadsOfClaim(namespace, name)) {
            Workload workload = stored.asReviewed();
            if (canStillRun(workload)) {
                Candidate candidate = Candidate.of(workload, workload.firstOrdinal(), claims);
                Verdict found = againstWorkload(workload, candidate, name, scope);
                verdict = verdict.and(workload.replicas() == 0 ? found.excusing(found) : found);
            }
        }
        for (StoredWorkload set : claimMakers(namespace)) {
            verdict = verdict.and(againstSet(claim, set.asReviewed(), claims, scope));
        }
        for (StoredPod stored : inventory.podsOfClaim(namespace, name)) {
            PodView pod = stored.asReviewed();
            if (!pod.isFinished() && !pod.metadata().deleting()) {
                Verdict found = againstPod(pod, claims, name, scope);
                // A pod of a known controller is excused: the controller's template is judged itself, and the pod may
                // have been placed by an earlier claim of that name.
                verdict =
                        verdict.and(inventory.controllerOf(pod.metadata()).isPresent() ? found.excusing(found) : found);
            }
        }
        verdict = verdict.and(againstOwner(claim, claims, scope)).and(byItself(claim, scope));
        // The claim under review is no evidence, and need not exist yet.
        return verdict.mapped(objection -> objection.notRestingOn(ObjectKey.claim(namespace, name)));
    }

    /** Judges the source of the claim's volume, and warns of the claim itself, whoever uses it. */
    private Verdict byItself(PersistentVolumeClaim claim, Scope scope) {
        String name = claim.metadata().name();
        List<Objection> objections =
                podJudge.conflicts().ofSources(claim, name, "persistentvolumeclaim \"" + name + "\"").stream()
                        .map(conflict -> PodJudge.objection(conflict, scope))
                        .toList();
        List<String> warnings = scope.warnsOfStorage() ? claimWarnings.of(claim, "claim \"" + name + "\"") : List.of();
        Verdict found = new Verdict(objections, warnings);
        return isMadeByTemplate(claim) ? found.excusing(found) : found;
    }

    /** Returns whether a template that was already judged says all that the claim says. */
    private boolean isMadeByTemplate(PersistentVolumeClaim claim) {
        boolean ofSet = claimMakers(claim.metadata().namespace()).stream()
                .anyMatch(set -> template(set.asReviewed(), claim)
                        .filter(template -> saysOnlyWhatItsTemplateSays(claim, template))
                        .isPresent());
        return ofSet
                || ephemeral(claim)
                        .filter(template -> saysOnlyWhatItsTemplateSays(claim, template))
                        .isPresent();
    }

    private List<StoredWorkload> claimMakers(String namespace) {
        return inventory.workloadsOf(namespace).stream()
                .filter(workload -> !workload.volumeClaimTemplates().isEmpty())
                .toList();
    }

    /**
     * Returns whether the workload can still make pods. A Deployment's ReplicaSets don't count: the old ones are
     * history, and the current one says what the Deployment says.
     */
    public static boolean canStillRun(Workload workload) {
        boolean ofDeployment = workload.kind() == WorkloadKind.ReplicaSet
                && workload.metadata()
                        .controller()
                        .flatMap(WorkloadKind::of)
                        .filter(kind -> kind == WorkloadKind.Deployment)
                        .isPresent();
        return !workload.finished() && !workload.metadata().deleting() && !ofDeployment;
    }

    private Verdict againstWorkload(Workload workload, Candidate candidate, String claim, Scope scope) {
        Candidate judged = workload.kind() == WorkloadKind.DaemonSet ? candidate : podJudge.placed(candidate, scope);
        ObjectKey key = ObjectKey.workload(
                workload.kind(),
                workload.metadata().namespace(),
                workload.metadata().name());
        return podJudge.judgeClaim(claim, judged, scope).mapped(objection -> objection.restingOn(key));
    }

    private Verdict againstPod(
            PodView pod, Function<String, Optional<PersistentVolumeClaim>> claims, String claim, Scope scope) {
        Candidate candidate = Candidate.of(pod, claims);
        Candidate judged =
                pod.nodeName().isEmpty() && !pod.isOwnedByDaemonSet() ? podJudge.placed(candidate, scope) : candidate;
        ObjectKey key = ObjectKey.pod(pod.metadata().namespace(), pod.metadata().name());
        return podJudge.judgeClaim(claim, judged, scope).mapped(objection -> objection.restingOn(key));
    }

    /**
     * Judges the claim against a StatefulSet that makes claims of such a name. Any claim could have the name, so it
     * must also have the labels of the set's selector.
     */
    private Verdict againstSet(
            PersistentVolumeClaim claim,
            Workload set,
            Function<String, Optional<PersistentVolumeClaim>> claims,
            Scope scope) {
        Optional<PersistentVolumeClaim> template = template(set, claim);
        if (template.isEmpty() || !canStillRun(set)) {
            return Verdict.NOTHING;
        }
        String name = claim.metadata().name();
        int ordinal = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        Verdict found = againstWorkload(set, Candidate.of(set, ordinal, claims), name, scope);
        return set.replicas() == 0 || saysOnlyWhatItsTemplateSays(claim, template.get())
                ? found.excusing(found)
                : found;
    }

    private static Optional<PersistentVolumeClaim> template(Workload set, PersistentVolumeClaim claim) {
        String name = claim.metadata().name();
        return set.volumeClaimTemplates().stream()
                .filter(template -> {
                    String prefix =
                            template.metadata().name() + "-" + set.metadata().name() + "-";
                    return name.startsWith(prefix)
                            && name.substring(prefix.length()).matches("[0-9]{1,9}");
                })
                .filter(template -> set.selector().matches(claim.metadata().labels()))
                .findFirst();
    }

    /**
     * Judges the claim against the pod whose ephemeral volume it is. Where the claim says what its template says,
     * objections are excused, since the pod was judged with the template.
     */
    private Verdict againstOwner(
            PersistentVolumeClaim claim, Function<String, Optional<PersistentVolumeClaim>> claims, Scope scope) {
        Optional<PodView> owner = owner(claim);
        if (owner.isEmpty()) {
            return Verdict.NOTHING;
        }
        PodView pod = owner.get();
        String name = claim.metadata().name();
        for (Volume volume : pod.volumes()) {
            if (isEphemeral(volume, pod, name)) {
                List<Volume> volumes = new ArrayList<>(pod.volumes());
                volumes.replaceAll(
                        own -> own.equals(volume) ? new Volume(volume.name(), new VolumeSource.Claim(name)) : own);
                Verdict found = againstPod(pod.withVolumes(volumes), claims, name, scope);
                PersistentVolumeClaim template = ((VolumeSource.Ephemeral) volume.source()).template();
                return saysOnlyWhatItsTemplateSays(claim, template) ? found.excusing(found) : found;
            }
        }
        return Verdict.NOTHING;
    }

    private Optional<PodView> owner(PersistentVolumeClaim claim) {
        return claim.metadata()
                .controller()
                .filter(reference ->
                        reference.kind().equals("Pod") && reference.group().isEmpty())
                .flatMap(reference -> inventory.pod(claim.metadata().namespace(), reference.name()))
                .map(StoredPod::asReviewed);
    }

    private static boolean isEphemeral(Volume volume, PodView pod, String claim) {
        return volume.source() instanceof VolumeSource.Ephemeral
                && claim.equals(pod.metadata().name() + "-" + volume.name());
    }

    /** Returns the template of the ephemeral volume that the claim was made for. */
    private Optional<PersistentVolumeClaim> ephemeral(PersistentVolumeClaim claim) {
        return owner(claim)
                .flatMap(pod -> pod.volumes().stream()
                        .filter(volume ->
                                isEphemeral(volume, pod, claim.metadata().name()))
                        .map(volume -> ((VolumeSource.Ephemeral) volume.source()).template())
                        .findFirst());
    }

    private boolean saysOnlyWhatItsTemplateSays(PersistentVolumeClaim claim, PersistentVolumeClaim template) {
        Optional<String> own = homes.storageClass(claim).map(StorageClass::name).or(claim::requestedClass);
        Optional<String> said =
                homes.storageClass(template).map(StorageClass::name).or(template::requestedClass);
        return own.equals(said)
                && Homes.annotation(claim).equals(Homes.annotation(template))
                && claim.volumeName().equals(template.volumeName())
                && claim.selective() == template.selective()
                && claim.dataSource().equals(template.dataSource())
                && claim.volumeAttributesClassName().equals(template.volumeAttributesClassName());
    }
}
