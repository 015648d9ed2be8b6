package io.kosmosadmission.admission.findings;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.admission.TemplatePods;
import io.kosmosadmission.admission.judging.ClaimJudge;
import io.kosmosadmission.admission.judging.Objection;
import io.kosmosadmission.admission.judging.Verdict;
import io.kosmosadmission.admission.judging.WorkloadJudge;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.admission.scope.Scopes;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.TopologyKeys;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds workloads and pods that can never run, because of their volumes or of what they say themselves, those that can
 * run on no node that there is today, workloads with more pods than their providers take, and what tolerates a taint
 * that nothing grants it. No review could refuse them: two
 * objects of one {@code kubectl apply} may each be admitted before the other is known, much existed before anything was
 * judged, and {@code kubectl scale} asks nobody.
 */
public final class ConflictFindings {

    private static final Map<Reason, Finding.Check> CHECKS = Map.of(
            Reason.Storage, Finding.Check.StorageConflict,
            Reason.EmptyTarget, Finding.Check.NowhereToRun,
            Reason.Guard, Finding.Check.UngrantedToleration);

    /** What a Job has too many only waits, and a DaemonSet has one pod a node. */
    private static final Set<WorkloadKind> REPLICATED =
            Set.of(WorkloadKind.Deployment, WorkloadKind.StatefulSet, WorkloadKind.ReplicaSet);

    private final ClusterState state;
    private final Inventory inventory;
    private final boolean keepsPodsApart;
    private final Scopes scopes;
    private final List<Finding> found = new ArrayList<>();

    private ConflictFindings(ClusterState state) {
        this.state = state;
        this.inventory = state.inventory();
        this.scopes = new Scopes(state.configuration(), inventory);
        this.keepsPodsApart = state.configuration().rules().stream()
                .anyMatch(rule -> rule.placement().onePerProvider().isPresent());
    }

    public static List<Finding> of(ClusterState state) {
        ConflictFindings findings = new ConflictFindings(state);
        state.inventory().workloads().forEach(workload -> findings.look(workload.asReviewed()));
        state.inventory().pods().forEach(pod -> findings.look(pod.asReviewed()));
        findings.found.sort(Comparator.comparing(Finding::message));
        return findings.found;
    }

    private void look(Workload workload) {
        if (!ClaimJudge.canStillRun(workload) || !WorkloadJudge.isJudged(workload) || workload.replicas() == 0) {
            return;
        }
        String namespace = workload.metadata().namespace();
        ObjectKey key = ObjectKey.workload(
                workload.kind(), namespace, workload.metadata().name());
        boolean judged = !saysNothing(workload.template())
                || !workload.volumeClaimTemplates().isEmpty();
        scopes.judged(namespace).ifPresent(scope -> {
            boolean conflicts = judged && find(key, scope, state.workloadJudge().judge(workload, scope));
            if (!conflicts && (judged || asksForNodes(workload, scope))) {
                state.nowhereToday().of(workload, scope).ifPresent(message -> nowhereToday(key, message));
            }
            find(key, scope, state.guardJudge().judge(workload, Optional.empty(), scope));
            if (keepsPodsApart && REPLICATED.contains(workload.kind())) {
                state.workloadJudge()
                        .pendingSurplus(workload, scope)
                        .ifPresent(surplus ->
                                found.add(new Finding(Finding.Check.SurplusReplicas, List.of(key), surplus)));
            }
        });
    }

    /** Whether the pods of a workload that says nothing of nodes ask for some all the same. */
    private static boolean asksForNodes(Workload workload, Scope scope) {
        return !TopologyKeys.of(workload.template()).isEmpty()
                || !scope.boundaries(TemplatePods.of(workload, workload.firstOrdinal()))
                        .isEmpty();
    }

    private void nowhereToday(ObjectKey consumer, String message) {
        found.add(new Finding(Finding.Check.NowhereToday, List.of(consumer), message));
    }

    /** Judges a pod that isn't running; one that is running has proved that it can. */
    private void look(PodView pod) {
        lookAtTolerations(pod);
        if (saysNothing(pod)
                || pod.isFinished()
                || pod.phase().equals("Running")
                || pod.metadata().deleting()
                || pod.isMirror()
                || pod.isOwnedByDaemonSet()) {
            return;
        }
        String namespace = pod.metadata().namespace();
        ObjectKey key = ObjectKey.pod(namespace, pod.metadata().name());
        scopes.judged(namespace).ifPresent(scope -> {
            Verdict verdict = state.podJudge().judgeCreated(pod, scope);
            boolean shown = isShownByController(pod);
            if (!find(key, scope, shown ? verdict.withoutExcused() : verdict) && !shown) {
                state.nowhereToday().of(pod, scope).ifPresent(message -> nowhereToday(key, message));
            }
        });
    }

    /** Judges what a pod tolerates that no template tells of, whether it runs or not: it is where it may run again. */
    private void lookAtTolerations(PodView pod) {
        if (pod.tolerations().isEmpty() || pod.isFinished() || pod.metadata().deleting()) {
            return;
        }
        String namespace = pod.metadata().namespace();
        scopes.judged(namespace)
                .ifPresent(scope -> find(
                        ObjectKey.pod(namespace, pod.metadata().name()),
                        scope,
                        state.guardJudge().judgeStored(pod, scope)));
    }

    private static boolean saysNothing(PodView pod) {
        return pod.volumes().isEmpty()
                && pod.nodeSelector().isEmpty()
                && pod.requiredNodeAffinity().isEmpty();
    }

    /**
     * Returns whether the pod's controller has the same findings. This holds even where the controller isn't known yet,
     * since pods may be seen before it.
     */
    private static boolean isShownByController(PodView pod) {
        return pod.metadata().controller().flatMap(WorkloadKind::of).isPresent();
    }

    /** Returns whether there is anything to find in the verdict. */
    private boolean find(ObjectKey consumer, Scope scope, Verdict verdict) {
        int before = found.size();
        List<Objection> all = new ArrayList<>(verdict.objections());
        all.addAll(verdict.excused());
        for (Objection objection : all) {
            Finding.Check check = CHECKS.get(objection.reason());
            if (check != null && objection.mode() != Mode.Disabled) {
                Finding refused = new Finding(
                        check, subjects(consumer, objection), objection.code(), objection.message(scope.contact()), "");
                found.add(objection.isOfOwnWords() ? refused : refused.refusedIn(objection.mode()));
            }
        }
        return found.size() > before;
    }

    private static List<ObjectKey> subjects(ObjectKey consumer, Objection objection) {
        Set<ObjectKey> subjects = new LinkedHashSet<>(Set.of(consumer));
        objection.evidence().stream()
                .filter(key -> key.kind() == Kind.PERSISTENT_VOLUME_CLAIM)
                .forEach(subjects::add);
        return List.copyOf(subjects);
    }
}
