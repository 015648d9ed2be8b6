package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.PlacementAnnotations;
import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.admission.TemplatePods;
import io.kosmosadmission.admission.placing.Placer;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.boundary.BoundaryProof;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.storage.ClaimWarnings;
import io.kosmosadmission.storage.Conflict;
import io.kosmosadmission.storage.Conflicts;
import io.kosmosadmission.storage.Consumer;
import io.kosmosadmission.storage.Following;
import io.kosmosadmission.storage.Homes;
import io.kosmosadmission.storage.SelectedNodes;
import io.kosmosadmission.storage.VolumeUse;
import io.kosmosadmission.storage.VolumeUses;
import io.kosmosadmission.storage.VolumeWarnings;
import io.kosmosadmission.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges a pod as it will run: its boundaries, whether it can run anywhere, and its volumes. */
public final class PodJudge {

    private final Inventory inventory;
    private final Targets targets;
    private final Homes homes;
    private final Placer placer;
    private final Conflicts conflicts;
    private final VolumeWarnings volumeWarnings;
    private final ClaimWarnings claimWarnings;
    private final SelectedNodes selectedNodes;
    private final BoundaryJudge boundaryJudge;
    private final BoundaryWords boundaryWords;
    private final BroughtWords broughtWords;

    public PodJudge(Inventory inventory, Targets targets, Homes homes, Placer placer) {
        this.inventory = inventory;
        this.targets = targets;
        this.homes = homes;
        this.placer = placer;
        this.conflicts = new Conflicts(inventory, homes);
        this.volumeWarnings = new VolumeWarnings(inventory, homes);
        this.claimWarnings = new ClaimWarnings(inventory, homes);
        this.selectedNodes = new SelectedNodes(inventory, homes);
        this.boundaryJudge = new BoundaryJudge(inventory.providers(), targets);
        this.boundaryWords = new BoundaryWords(inventory.providers());
        this.broughtWords = new BroughtWords(inventory.providers());
    }

    /**
     * Returns the verdict on a pod that is being created. The pod has the requirements of its enforced boundaries
     * already; where the scope counts others, it is judged with those of these too.
     */
    public Verdict judgeCreated(PodView pod, Scope scope) {
        Candidate candidate = Candidate.of(pod, inventory);
        Verdict verdict = judge(scope.isEnforced() ? candidate : withUnenforced(candidate, scope), scope)
                .withWarnings(
                        BroughtWords.are(pod)
                                ? broughtWords.keptApart(pod)
                                : LostSelectors.warnings(pod, scope, inventory.providers()));
        if (verdict.objections().isEmpty()) {
            return verdict;
        }
        if (BroughtWords.are(pod)) {
            Candidate own = placed(candidate.withPod(broughtWords.without(pod)), scope);
            return broughtWords.excused(verdict, pod, own.pod(), judge(own, scope));
        }
        Optional<WorkloadKind> controller = pod.metadata().controller().flatMap(WorkloadKind::of);
        return controller.isEmpty() ? verdict : verdict.excusing(alreadyShown(pod, verdict, scope));
    }

    private Candidate withUnenforced(Candidate candidate, Scope scope) {
        PodView pod = candidate.pod();
        List<Boundary> more = new ArrayList<>(scope.boundaries(pod));
        more.removeAll(scope.enforced().boundaries(pod));
        return more.isEmpty() ? candidate : candidate.withPod(placer.within(more, pod));
    }

    /**
     * Returns the objections that the template of the pod's controller excuses, so that a pod that was admitted before
     * us can be replaced after a rollout or drain. Only a conflict with volumes that the template has too, and a pod
     * that can run nowhere by its own words, can be excused; a broken boundary never. A controller that isn't known
     * counts as having the same conflicts.
     */
    private Verdict alreadyShown(PodView pod, Verdict verdict, Scope scope) {
        Optional<Workload> workload = inventory.controllerOf(pod.metadata()).map(StoredWorkload::asReviewed);
        List<Objection> excusable = verdict.objections().stream()
                .filter(objection -> isExcusable(objection))
                .toList();
        if (workload.isEmpty() || excusable.isEmpty()) {
            return new Verdict(excusable, List.of());
        }
        PodView shown = TemplatePods.of(workload.get(), TemplatePods.ordinal(pod, workload.get()));
        Candidate template = Candidate.of(shown, inventory);
        // The pod may have come while nobody placed it.
        Verdict known = judge(placed(template, scope), scope).and(judge(template, scope));
        return new Verdict(
                excusable.stream()
                        .filter(objection -> objection.reason() == Reason.EmptyTarget || known.holds(objection))
                        .toList(),
                List.of());
    }

    private static boolean isExcusable(Objection objection) {
        return objection.reason() == Reason.Storage || objection.code().equals(BoundaryJudge.NOWHERE);
    }

    /** Returns the candidate with the requirements of the scope's boundaries. */
    Candidate placed(Candidate candidate, Scope scope) {
        PodView pod = candidate.pod();
        return candidate.withPod(placer.within(scope.boundaries(pod), pod));
    }

    Verdict judge(Candidate candidate, Scope scope) {
        PodView pod = candidate.pod();
        Consumer consumer = consumer(candidate);
        List<Boundary> boundaries = scope.boundaries(pod);
        Optional<PodView> undone = withoutFollowing(pod, consumer, boundaries);
        PodView own = undone.orElse(pod);
        Consumer byOwn = undone.map(it -> consumer.withPod(it, targets.of(it))).orElse(consumer);
        // A boundary that isn't enforced came after the claims: what contradicts it is a claim, and no word of the pod.
        boolean byClaims = !scope.isEnforced() && !byOwn.target().isEmpty();
        List<Objection> objections = new ArrayList<>(
                consumer.target().isEmpty() && byClaims
                        ? List.of()
                        : boundaryJudge.judge(consumer, pod, boundaries, scope));
        List<String> warnings = List.of();
        if (!pod.volumes().isEmpty() && scope.judgesStorage()) {
            Consumer told = boundaryWords.tell(byOwn, boundaries);
            conflicts.of(told).forEach(conflict -> objections.add(objection(conflict, scope)));
            warnings = scope.warnsOfStorage() ? warnings(told) : List.of();
        }
        return new Verdict(objections, warnings);
    }

    /**
     * Returns the pod without what was added to place it by its claims, if there is any. The user never wrote that, and it
     * proves nothing about these claims. What a boundary that holds asks for as well stays.
     */
    private Optional<PodView> withoutFollowing(PodView pod, Consumer consumer, List<Boundary> boundaries) {
        if (consumer.volumes().isEmpty() || !pod.metadata().annotations().containsKey(PlacementAnnotations.PLACED)) {
            return Optional.empty();
        }
        PodView undone = Following.undone(pod, consumer.volumes(), consumer.target(), inventory);
        if (undone.requiredNodeAffinity().equals(pod.requiredNodeAffinity())) {
            return Optional.empty();
        }
        List<Boundary> held = boundaries.stream()
                .filter(boundary -> BoundaryProof.holds(boundary, consumer.target(), inventory.providers()))
                .toList();
        return Optional.of(held.isEmpty() ? undone : placer.within(held, undone));
    }

    /** Returns the verdict on one claim of the candidate, worded from the claim's side. */
    Verdict judgeClaim(String claim, Candidate candidate, Scope scope) {
        PodView pod = candidate.pod();
        Consumer consumer = consumer(candidate);
        Consumer told = boundaryWords.tell(consumer, scope.boundaries(pod));
        return new Verdict(
                conflicts.ofClaim(claim, told).stream()
                        .map(conflict -> objection(conflict, scope))
                        .toList(),
                scope.warnsOfStorage() ? volumeWarnings.onlyElsewhereToday(consumer.about(claim)) : List.of());
    }

    private Consumer consumer(Candidate candidate) {
        PodView pod = candidate.pod();
        return new Consumer(
                candidate.kind(),
                candidate.name(),
                pod,
                targets.of(pod),
                new VolumeUses(homes, candidate.claims()).of(pod));
    }

    private List<String> warnings(Consumer consumer) {
        List<String> warnings = new ArrayList<>(volumeWarnings.of(consumer));
        for (VolumeUse use : consumer.volumes()) {
            use.claim().ifPresent(claim -> {
                boolean ephemeral = claim.metadata().name().isEmpty();
                warnings.addAll(
                        ephemeral // nobody sees the review of what a controller makes
                                ? claimWarnings.of(claim, use.subject() + " of " + consumer.subject())
                                : selectedNodes
                                        .warning(claim, use.subject(), consumer.pod(), consumer.subject())
                                        .stream()
                                        .toList());
            });
        }
        return warnings;
    }

    /** Returns where a DaemonSet's pods stay Pending for its volumes. */
    List<String> pendingOn(Candidate candidate) {
        return candidate.pod().volumes().isEmpty()
                ? List.of()
                : volumeWarnings.pendingOn(consumer(candidate)).stream().toList();
    }

    /**
     * Returns the warnings about claims that a controller will make from templates; none where the scope doesn't tell
     * them.
     */
    List<String> warnings(List<PersistentVolumeClaim> templates, Scope scope) {
        return scope.warnsOfStorage()
                ? templates.stream()
                        .flatMap(template ->
                                claimWarnings
                                        .of(
                                                template,
                                                "claim template \""
                                                        + template.metadata().name() + "\"")
                                        .stream())
                        .toList()
                : List.of();
    }

    Conflicts conflicts() {
        return conflicts;
    }

    /**
     * Returns the objection that a conflict is. Conflicts with file services have a mode of their own, a warning by
     * default: in theory, these are reached over the network.
     */
    static Objection objection(Conflict conflict, Scope scope) {
        Mode mode = conflict.hard() ? scope.storageMode() : scope.fileServicesMode();
        return new Objection(
                Reason.Storage,
                conflict.kind().code(),
                conflict.identity(),
                mode,
                conflict.detail(),
                conflict.evidence());
    }
}
