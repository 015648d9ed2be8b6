package io.kosmosadmission.admission;

import io.kosmosadmission.admission.patch.JsonPatch;
import io.kosmosadmission.admission.placing.Placer;
import io.kosmosadmission.admission.placing.PodPlacement;
import io.kosmosadmission.admission.placing.WhatIf;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.admission.scope.SelectedRule;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /mutate}: places pods when they are created. The guards come first, in the order of the specification. */
final class MutatingReview {

    private final Mode maxMode;

    MutatingReview(Mode maxMode) {
        this.maxMode = maxMode;
    }

    Decision review(AdmissionRequest request, ClusterState state) {
        if (!Reviewer.isObjectItself(request) || !Reviewer.isPod(request) || request.operation() != Operation.CREATE) {
            return new Decision.Allowed(Notes.of(Reason.NotHandled));
        }
        PodView pod = (PodView) request.object().orElseThrow();
        Scope scope = new Scope(state.configuration(), state.inventory().namespace(request.namespace()), maxMode);
        Optional<Reason> guard = guard(pod, scope);
        return guard.isPresent() ? new Decision.Allowed(Notes.of(guard.get())) : place(pod, scope, state.placer());
    }

    private static Optional<Reason> guard(PodView pod, Scope scope) {
        if (scope.isExempt()) {
            return Optional.of(Reason.Exempt);
        }
        if (pod.isMirror()) {
            return Optional.of(Reason.MirrorPod);
        }
        if (!pod.nodeName().isEmpty()) {
            return Optional.of(Reason.NodeNameSet);
        }
        if (pod.isOwnedByDaemonSet()) {
            return Optional.of(Reason.DaemonSetPod);
        }
        return scope.mode() == Mode.Disabled ? Optional.of(Reason.Disabled) : Optional.empty();
    }

    private static Decision place(PodView pod, Scope scope, Placer placer) {
        SelectedRule selected = scope.rule(pod);
        PodPlacement enforced = placer.place(pod, scope.enforced().parts(pod, selected.found()));
        List<WhatIf> whatIfs = WhatIf.of(scope, selected, enforced, parts -> placer.place(pod, parts));
        Notes notes = notes(scope, selected, enforced, whatIfs);
        return enforced.changesNothing()
                ? new Decision.Allowed(notes)
                : new Decision.Patched(notes, JsonPatch.of(pod, enforced.additions(), enforced.annotations()));
    }

    private static Notes notes(Scope scope, SelectedRule selected, PodPlacement enforced, List<WhatIf> whatIfs) {
        List<RuleHit> hits = new ArrayList<>();
        selected.found().ifPresent(rule -> hits.add(new RuleHit(rule.name(), scope.modeOf(rule))));
        selected.noted().forEach(rule -> hits.add(new RuleHit(rule.name(), scope.modeOf(rule))));
        List<String> warnings = new ArrayList<>(enforced.warnings());
        warnings.addAll(WhatIf.warnings(whatIfs, "this pod"));
        if (!enforced.changesNothing()) {
            return new Notes(Reason.Placed, Mode.Enforce, Notes.Would.Nothing, hits, warnings);
        }
        Optional<Mode> would = whatIfs.stream().map(WhatIf::mode).min(Mode::compareTo);
        return would.map(mode -> new Notes(Reason.Placed, mode, Notes.Would.Patch, hits, warnings))
                .orElseGet(() -> new Notes(Reason.NothingToAdd, scope.mode(), Notes.Would.Nothing, hits, warnings));
    }
}
