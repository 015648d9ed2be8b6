package io.kosmosadmission.admission;

import io.kosmosadmission.admission.judging.ClaimUpdates;
import io.kosmosadmission.admission.judging.Objection;
import io.kosmosadmission.admission.judging.Verdict;
import io.kosmosadmission.admission.judging.WorkloadJudge;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.ReviewedObject;
import io.kosmosadmission.kube.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /validate}: judges pods after all mutations, claims, and the templates of workloads. */
final class ValidatingReview {

    private final Mode maxMode;

    ValidatingReview(Mode maxMode) {
        this.maxMode = maxMode;
    }

    Decision review(AdmissionRequest request, ClusterState state) {
        boolean judged = request.operation() == Operation.CREATE || request.operation() == Operation.UPDATE;
        if (judged && request.rules().isPresent()) {
            return RulesReview.review(request.rules().get());
        }
        if (!judged || !Reviewer.isObjectItself(request)) {
            return new Decision.Allowed(Notes.of(Reason.NotHandled));
        }
        Scope scope = new Scope(state.configuration(), state.inventory().namespace(request.namespace()), maxMode);
        ReviewedObject object = request.object().orElseThrow();
        Optional<Reason> guard = guard(object, scope);
        if (guard.isPresent()) {
            return new Decision.Allowed(Notes.of(guard.get()));
        }
        Optional<ReviewedObject> old = request.operation() == Operation.UPDATE ? request.oldObject() : Optional.empty();
        if (old.isPresent() && (object.metadata().deleting() || isUnconcerned(object, old.get(), scope, state))) {
            return new Decision.Allowed(Notes.of(Reason.Grandfathered));
        }
        return decide(object, old, scope, state);
    }

    private static Optional<Reason> guard(ReviewedObject object, Scope scope) {
        if (scope.isExempt()) {
            return Optional.of(Reason.Exempt);
        }
        if (scope.mode() == Mode.Disabled) {
            return Optional.of(Reason.Disabled);
        }
        return object.match(
                pod -> pod.isMirror()
                        ? Optional.of(Reason.MirrorPod)
                        : pod.isOwnedByDaemonSet() ? Optional.of(Reason.DaemonSetPod) : Optional.empty(),
                claim -> Optional.empty(),
                workload -> WorkloadJudge.isJudged(workload) ? Optional.empty() : Optional.of(Reason.NotHandled));
    }

    /**
     * Returns whether an UPDATE changes nothing that is judged, or is a controller's own binding, which is recognized
     * by what it changes.
     */
    private static boolean isUnconcerned(
            ReviewedObject object, ReviewedObject old, Scope scope, ClusterState state) {
        return object.match(
                pod -> old instanceof PodView before
                        && ClaimUpdates.samePlacement(pod, before)
                        && (!scope.guards() || pod.tolerations().equals(before.tolerations())),
                claim -> old instanceof PersistentVolumeClaim before
                        && ClaimUpdates.isUnconcerned(claim, before, state.inventory()),
                workload -> old instanceof Workload before
                        && before.saysTheSame(workload)
                        && workload.replicas() <= before.replicas());
    }

    /**
     * Returns whether an UPDATE asks for more pods of a template that was admitted: nothing of it is denied, and nothing is
     * told again.
     */
    private static boolean onlyGrows(ReviewedObject object, Optional<ReviewedObject> old) {
        return object instanceof Workload workload
                && old.orElse(object) instanceof Workload before
                && before.saysTheSame(workload)
                && before.replicas() < workload.replicas();
    }

    /** Returns whether an UPDATE changes nothing of a pod but what it tolerates. */
    private static boolean onlyTolerates(ReviewedObject object, Optional<ReviewedObject> old) {
        return object instanceof PodView pod
                && old.orElse(object) instanceof PodView before
                && old.isPresent()
                && ClaimUpdates.samePlacement(pod, before);
    }

    private static Decision decide(
            ReviewedObject object, Optional<ReviewedObject> old, Scope scope, ClusterState state) {
        boolean unenforced = hasUnenforced(object, scope);
        Verdict real = judge(object, old, scope.enforced(), state);
        Verdict told = unenforced && scope.mode() != Mode.Audit ? judge(object, old, scope.told(), state) : real;
        Verdict all = unenforced && scope.hasAudited() ? judge(object, old, scope, state) : told;
        if (onlyGrows(object, old) || onlyTolerates(object, old)) {
            return decision(real, told, all, scope);
        }
        return decision(
                real.withWarnings(whatIfs(object, scope, state))
                        .withWarnings(nowhere(object, real, told, scope, state)),
                told,
                all,
                scope);
    }

    /** Returns the verdict of one scope, in which what the old object had is excused. */
    private static Verdict judge(ReviewedObject object, Optional<ReviewedObject> old, Scope scope, ClusterState state) {
        if (onlyTolerates(object, old)) {
            return tolerated(object, old, scope, state);
        }
        Verdict verdict = judge(object, scope, state);
        if (onlyGrows(object, old)) {
            return verdict.excusing(verdict).without(judge(old.orElseThrow(), scope, state));
        }
        Verdict left = old.isEmpty() || verdict.objections().isEmpty()
                ? verdict
                : verdict.excusing(judge(old.get(), scope, state));
        return left.and(tolerated(object, old, scope, state));
    }

    /** Returns the verdict of one scope on the taints that the object tolerates; the old object excuses what it tolerated. */
    private static Verdict tolerated(
            ReviewedObject object, Optional<ReviewedObject> old, Scope scope, ClusterState state) {
        return object.match(
                pod -> state.guardJudge().judge(pod, before(old, PodView.class), scope),
                claim -> Verdict.NOTHING,
                workload -> state.guardJudge().judge(workload, before(old, Workload.class), scope));
    }

    private static <T> Optional<T> before(Optional<ReviewedObject> old, Class<T> kind) {
        return old.filter(kind::isInstance).map(kind::cast);
    }

    /** Where the object is, or would be, denied, or that is only told, another sentence says where it can't run. */
    private static List<String> nowhere(
            ReviewedObject object, Verdict real, Verdict told, Scope scope, ClusterState state) {
        boolean denied = Stream.of(real.objections(), real.excused(), told.objections(), told.excused())
                .flatMap(List::stream)
                .anyMatch(objection -> objection.reason() != Reason.Guard && objection.mode() != Mode.Audit);
        if (denied || scope.mode() == Mode.Audit) {
            return List.of();
        }
        return object
                .match(
                        pod -> state.nowhereToday().of(pod, scope),
                        claim -> Optional.<String>empty(),
                        workload -> state.nowhereToday().of(workload, scope))
                .stream()
                .toList();
    }

    private static List<String> whatIfs(ReviewedObject object, Scope scope, ClusterState state) {
        return object.match(
                pod -> List.of(),
                claim -> List.of(),
                workload -> state.workloadJudge().whatIfs(workload, scope));
    }

    private static boolean hasUnenforced(ReviewedObject object, Scope scope) {
        return scope.storageMode() != Mode.Enforce
                || scope.hasUnenforcedGuard()
                || object.match(
                        scope::hasUnenforcedBoundary,
                        claim -> true,
                        workload -> scope.hasUnenforcedBoundary(TemplatePods.of(workload, workload.firstOrdinal())));
    }

    private static Verdict judge(ReviewedObject object, Scope scope, ClusterState state) {
        return object.match(
                pod -> state.podJudge().judgeCreated(pod, scope),
                claim -> state.claimJudge().judge(claim, scope),
                workload -> state.workloadJudge().judge(workload, scope));
    }

    /** told is the verdict of the parts that users are told of, all that of those in Audit too. */
    private static Decision decision(Verdict real, Verdict told, Verdict all, Scope scope) {
        List<String> warnings = new ArrayList<>();
        Optional<Objection> denying = real.objections().stream()
                .filter(objection -> objection.mode() == Mode.Enforce)
                .findFirst();
        List<Objection> unenforced = unenforced(real, told, all);
        denying.ifPresent(first -> real.objections().stream()
                .filter(objection -> objection.mode() == Mode.Enforce && !objection.equals(first))
                .forEach(objection -> warnings.add("also: " + objection.message(""))));
        unenforced.stream()
                .filter(objection -> objection.mode() == Mode.Warn)
                .forEach(objection -> warnings.add("would be denied: " + objection.message(scope.contact())));
        real.excused().stream()
                .filter(objection -> objection.mode() != Mode.Audit)
                .forEach(objection -> warnings.add(objection.message(scope.contact())));
        told.excused().stream()
                .filter(objection -> !real.holds(objection) && objection.mode() != Mode.Audit)
                .forEach(objection -> warnings.add(objection.message(scope.contact())));
        warnings.addAll(real.warnings());
        warnings.addAll(told.warnings());
        List<String> said = warnings.stream().distinct().toList();
        if (denying.isPresent()) {
            Notes notes = new Notes(denying.get().reason(), Mode.Enforce, Notes.Would.Nothing, List.of(), said);
            return new Decision.Denied(
                    notes,
                    denying.get().code(),
                    denying.get().message(scope.contact()),
                    denying.get().evidence());
        }
        return new Decision.Allowed(allowed(real, unenforced, scope, said));
    }

    /** Returns what would be denied: by the parts in Warn, which is told, and only with those in Audit, which is counted. */
    private static List<Objection> unenforced(Verdict real, Verdict told, Verdict all) {
        List<Objection> unenforced = new ArrayList<>(real.objections());
        told.objections().stream()
                .filter(objection -> !real.holds(objection))
                .map(objection -> objection.withMode(Mode.Warn))
                .forEach(unenforced::add);
        all.objections().stream()
                .filter(objection -> !real.holds(objection) && !told.holds(objection))
                .map(objection -> objection.withMode(Mode.Audit))
                .forEach(unenforced::add);
        return unenforced.stream()
                .filter(objection -> objection.mode() == Mode.Warn || objection.mode() == Mode.Audit)
                .toList();
    }

    private static Notes allowed(Verdict real, List<Objection> unenforced, Scope scope, List<String> warnings) {
        Optional<Objection> would = unenforced.stream().min(Comparator.comparing(Objection::mode));
        if (would.isPresent()) {
            return new Notes(would.get().reason(), would.get().mode(), Notes.Would.Deny, List.of(), warnings);
        }
        Reason reason = real.excused().isEmpty() ? Reason.Conforms : Reason.Grandfathered;
        return new Notes(reason, scope.mode(), Notes.Would.Nothing, List.of(), warnings);
    }
}
