package io.kosmosadmission.admission;

import io.kosmosadmission.admission.patch.JsonPatch;
import io.kosmosadmission.admission.patch.KeptPatch;
import io.kosmosadmission.admission.placing.Placer;
import io.kosmosadmission.admission.placing.PodPlacement;
import io.kosmosadmission.admission.placing.WhatIf;
import io.kosmosadmission.admission.scope.ActiveParts;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.admission.scope.SelectedRule;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.placement.AddedForms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code /mutate}: places pods when they are created, and puts back what they were given when an UPDATE lacks it; gives
 * new nodes their provider's label. The guards come first, in the order of the specification.
 */
final class MutatingReview {

    private static final String NOT_KEPT =
            "if all were enforced, this pod would keep what it was given at its creation; the API server allows no"
                    + " change without it";

    private final Mode maxMode;

    MutatingReview(Mode maxMode) {
        this.maxMode = maxMode;
    }

    Decision review(AdmissionRequest request, ClusterState state) {
        if (isNewNode(request)) {
            return NodeReview.review(request.node().orElseThrow(), state, maxMode);
        }
        Optional<PodView> placed = placedBefore(request);
        if (!Reviewer.isObjectItself(request)
                || !Reviewer.isPod(request)
                || (request.operation() != Operation.CREATE && placed.isEmpty())) {
            return new Decision.Allowed(Notes.of(Reason.NotHandled));
        }
        PodView pod = (PodView) request.object().orElseThrow();
        Scope scope = new Scope(state.configuration(), state.inventory().namespace(request.namespace()), maxMode);
        Optional<Reason> guard = guard(pod, placed.isPresent(), scope);
        if (guard.isPresent()) {
            return new Decision.Allowed(Notes.of(guard.get()));
        }
        return placed.map(before -> keep(pod, before, scope, state.inventory().providers()))
                .orElseGet(() -> place(pod, scope, state.placer()));
    }

    /** Returns how a new pod would be placed; empty for one that a guard keeps as it is. */
    Optional<PodPlacement> placement(PodView pod, ClusterState state) {
        Scope scope = new Scope(state.configuration(), state.inventory().namespace(pod.namespace()), maxMode);
        return guard(pod, false, scope).isPresent()
                ? Optional.empty()
                : Optional.of(state.placer()
                        .place(pod, scope.enforced().parts(pod, scope.rule(pod).found())));
    }

    private static boolean isNewNode(AdmissionRequest request) {
        return request.node().isPresent()
                && request.operation() == Operation.CREATE
                && request.subresource().isEmpty();
    }

    /** Returns the pod before an UPDATE, if it is one that was placed. */
    private static Optional<PodView> placedBefore(AdmissionRequest request) {
        return request.operation() != Operation.UPDATE
                ? Optional.empty()
                : request.oldObject()
                        .filter(PodView.class::isInstance)
                        .map(PodView.class::cast)
                        .filter(PlacementAnnotations::isPlaced);
    }

    /** again: the pod was placed before, and has been given a node since. */
    private static Optional<Reason> guard(PodView pod, boolean again, Scope scope) {
        if (scope.isExempt()) {
            return Optional.of(Reason.Exempt);
        }
        if (pod.isMirror()) {
            return Optional.of(Reason.MirrorPod);
        }
        if (!pod.nodeName().isEmpty() && !again) {
            return Optional.of(Reason.NodeNameSet);
        }
        if (pod.isOwnedByDaemonSet()) {
            return Optional.of(Reason.DaemonSetPod);
        }
        return scope.mode() == Mode.Disabled ? Optional.of(Reason.Disabled) : Optional.empty();
    }

    /**
     * Puts back what the pod was given at its creation. In a mode that changes nothing, that is left to the API server, which
     * refuses what can't be taken away.
     */
    private static Decision keep(PodView pod, PodView before, Scope scope, Providers providers) {
        List<PatchOperation> patch =
                KeptPatch.of(pod, before, new AddedForms(providers), PlacementAnnotations.lost(pod, before));
        if (patch.isEmpty()) {
            return new Decision.Allowed(
                    new Notes(Reason.NothingToAdd, scope.mode(), Notes.Would.Nothing, List.of(), List.of()));
        }
        if (scope.mode() == Mode.Enforce) {
            return new Decision.Patched(Notes.of(Reason.Kept), patch);
        }
        List<String> warnings = scope.mode() == Mode.Warn ? List.of(NOT_KEPT) : List.of();
        return new Decision.Allowed(new Notes(Reason.Kept, scope.mode(), Notes.Would.Patch, List.of(), warnings));
    }

    private static Decision place(PodView pod, Scope scope, Placer placer) {
        SelectedRule selected = scope.rule(pod);
        ActiveParts parts = scope.enforced().parts(pod, selected.found());
        PodPlacement enforced = placer.place(pod, parts);
        List<WhatIf> whatIfs = WhatIf.of(scope, selected, enforced, others -> placer.place(pod, others));
        List<String> guarded = scope.guardMode() == Mode.Warn ? guarded(pod, parts, enforced, placer) : List.of();
        Notes notes = notes(scope, selected, enforced, whatIfs, guarded);
        return enforced.changesNothing()
                ? new Decision.Allowed(notes)
                : new Decision.Patched(notes, JsonPatch.of(pod, enforced.additions(), enforced.annotations()));
    }

    /** Returns what the pod would be warned of if the guard were enforced: its claims would let it tolerate nothing. */
    private static List<String> guarded(PodView pod, ActiveParts parts, PodPlacement enforced, Placer placer) {
        return !parts.followClaims() || pod.volumes().isEmpty()
                ? List.of()
                : placer.place(pod, parts.guarded()).warnings().stream()
                        .filter(warning -> !enforced.warnings().contains(warning))
                        .map(warning -> "if all were enforced: " + warning)
                        .toList();
    }

    private static Notes notes(
            Scope scope, SelectedRule selected, PodPlacement enforced, List<WhatIf> whatIfs, List<String> guarded) {
        List<RuleHit> hits = new ArrayList<>();
        selected.found().ifPresent(rule -> hits.add(new RuleHit(rule.name(), scope.modeOf(rule))));
        selected.noted().forEach(rule -> hits.add(new RuleHit(rule.name(), scope.modeOf(rule))));
        List<String> warnings = new ArrayList<>(enforced.warnings());
        warnings.addAll(WhatIf.warnings(whatIfs, "this pod"));
        warnings.addAll(guarded);
        if (!enforced.changesNothing()) {
            return new Notes(Reason.Placed, Mode.Enforce, Notes.Would.Nothing, hits, warnings);
        }
        Optional<Mode> would = whatIfs.stream().map(WhatIf::mode).min(Mode::compareTo);
        return would.map(mode -> new Notes(Reason.Placed, mode, Notes.Would.Patch, hits, warnings))
                .orElseGet(() -> new Notes(Reason.NothingToAdd, scope.mode(), Notes.Would.Nothing, hits, warnings));
    }
}
