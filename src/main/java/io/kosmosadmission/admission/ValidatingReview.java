package io.kosmosadmission.admission;

import io.kosmosadmission.admission.judging.ClaimUpdates;
import io.kosmosadmission.admission.judging.Verdict;
import io.kosmosadmission.admission.judging.WorkloadJudge;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.ReviewedObject;
import io.kosmosadmission.kube.Service;
import io.kosmosadmission.kube.Workload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /validate}: judges pods after all mutations, claims, the templates of workloads, and Services. */
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
                workload -> WorkloadJudge.isJudged(workload) ? Optional.empty() : Optional.of(Reason.NotHandled),
                service -> service.loadBalancer() ? Optional.empty() : Optional.of(Reason.NotHandled));
    }

    /**
     * Returns whether an UPDATE changes nothing that is judged, or is a controller's own binding, which is recognized
     * by what it changes.
     */
    private static boolean isUnconcerned(ReviewedObject object, ReviewedObject old, Scope scope, ClusterState state) {
        return object.match(
                pod -> old instanceof PodView before
                        && ClaimUpdates.samePlacement(pod, before)
                        && (!scope.guards() || pod.tolerations().equals(before.tolerations())),
                claim -> old instanceof PersistentVolumeClaim before
                        && ClaimUpdates.isUnconcerned(claim, before, state.inventory()),
                workload -> old instanceof Workload before
                        && before.saysTheSame(workload)
                        && workload.replicas() <= before.replicas(),
                service -> old instanceof Service before && before.saysTheSame(service));
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
                && old.isPresent()
                && old.get() instanceof PodView before
                && ClaimUpdates.samePlacement(pod, before);
    }

    private static Decision decide(
            ReviewedObject object, Optional<ReviewedObject> old, Scope scope, ClusterState state) {
        boolean unenforced = hasUnenforced(object, scope);
        Verdict real = judge(object, old, scope.enforced(), state);
        Verdict told = unenforced && scope.mode() != Mode.Audit ? judge(object, old, scope.told(), state) : real;
        Verdict all = unenforced && scope.hasAudited() ? judge(object, old, scope, state) : told;
        if (onlyGrows(object, old) || onlyTolerates(object, old)) {
            return VerdictDecision.of(real, told, all, scope);
        }
        return VerdictDecision.of(
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
        if (object instanceof Service service && old.isPresent() && old.get() instanceof Service before) {
            return state.serviceJudge().isWorse(service, before) ? verdict : verdict.excusing(verdict);
        }
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
                workload -> state.guardJudge().judge(workload, before(old, Workload.class), scope),
                service -> Verdict.NOTHING);
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
                        workload -> state.nowhereToday().of(workload, scope),
                        service -> Optional.<String>empty())
                .stream()
                .toList();
    }

    private static List<String> whatIfs(ReviewedObject object, Scope scope, ClusterState state) {
        return object.match(
                pod -> List.of(),
                claim -> List.of(),
                workload -> state.workloadJudge().whatIfs(workload, scope),
                service -> List.of());
    }

    private static boolean hasUnenforced(ReviewedObject object, Scope scope) {
        return scope.storageMode() != Mode.Enforce
                || scope.hasUnenforcedGuard()
                || object.match(
                        scope::hasUnenforcedBoundary,
                        claim -> true,
                        workload -> scope.hasUnenforcedBoundary(TemplatePods.of(workload, workload.firstOrdinal())),
                        service -> scope.loadBalancerMode() != Mode.Enforce);
    }

    private static Verdict judge(ReviewedObject object, Scope scope, ClusterState state) {
        return object.match(
                pod -> state.podJudge().judgeCreated(pod, scope),
                claim -> state.claimJudge().judge(claim, scope),
                workload -> state.workloadJudge().judge(workload, scope),
                service -> state.serviceJudge().judge(service, scope));
    }
}
