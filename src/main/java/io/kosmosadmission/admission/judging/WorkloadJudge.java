package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.admission.TemplatePods;
import io.kosmosadmission.admission.placing.Placer;
import io.kosmosadmission.admission.placing.PodPlacement;
import io.kosmosadmission.admission.placing.PodSources;
import io.kosmosadmission.admission.placing.WhatIf;
import io.kosmosadmission.admission.scope.ActiveParts;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.admission.scope.SelectedRule;
import io.kosmosadmission.config.Strength;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges a workload by the pod that it would give, so that its user is told at once, and not by an Event of a
 * controller.
 */
public final class WorkloadJudge {

    // Of a StatefulSet's pods. The claims of further ones are judged when these pods are created.
    private static final int ORDINALS_JUDGED = 100;

    private final Inventory inventory;
    private final PodJudge podJudge;
    private final Placer placer;

    public WorkloadJudge(Inventory inventory, PodJudge podJudge, Placer placer) {
        this.inventory = inventory;
        this.podJudge = podJudge;
        this.placer = placer;
    }

    /**
     * Returns whether the workload is judged. A Deployment's ReplicaSet and a CronJob's Job are not, since they only
     * repeat what was judged before.
     */
    public static boolean isJudged(Workload workload) {
        Optional<WorkloadKind> controller = workload.metadata()
                .controller()
                .filter(OwnerReference::controller)
                .flatMap(WorkloadKind::of);
        WorkloadKind maker = workload.kind() == WorkloadKind.Job ? WorkloadKind.CronJob : WorkloadKind.Deployment;
        boolean made = workload.kind() == WorkloadKind.ReplicaSet || workload.kind() == WorkloadKind.Job;
        return !made || controller.isEmpty() || controller.get() != maker;
    }

    public Verdict judge(Workload workload, Scope scope) {
        Verdict verdict = judge(workload, workload.firstOrdinal(), scope)
                .withWarnings(podJudge.warnings(workload.volumeClaimTemplates(), scope));
        if (workload.volumeClaimTemplates().isEmpty()) {
            return verdict;
        }
        int end = workload.firstOrdinal() + Math.min(workload.replicas(), ORDINALS_JUDGED);
        for (int ordinal = workload.firstOrdinal() + 1;
                ordinal < end && verdict.objections().isEmpty();
                ordinal++) {
            if (hasClaim(workload, ordinal)) {
                verdict = verdict.and(judge(workload, ordinal, scope));
            }
        }
        return verdict;
    }

    /**
     * Returns warnings of what the parts that aren't enforced would add to the workload's pods. When a controller makes
     * these, nobody sees their warnings.
     */
    public List<String> whatIfs(Workload workload, Scope scope) {
        Candidate candidate = Candidate.of(workload, workload.firstOrdinal(), inventory);
        PodView pod = candidate.pod();
        if (workload.kind() == WorkloadKind.DaemonSet || !pod.nodeName().isEmpty()) {
            return List.of();
        }
        Function<ActiveParts, PodPlacement> placing = parts -> placer.place(pod, parts, sources(workload, candidate));
        SelectedRule selected = scope.rule(pod);
        PodPlacement enforced = placing.apply(scope.enforced().parts(pod, selected.found()));
        return WhatIf.warnings(WhatIf.of(scope, selected, enforced, placing), "its pods");
    }

    private boolean hasClaim(Workload set, int ordinal) {
        String pod = set.metadata().name() + "-" + ordinal;
        return set.volumeClaimTemplates().stream()
                .anyMatch(template -> inventory
                        .claim(set.metadata().namespace(), TemplatePods.claimName(template, pod))
                        .isPresent());
    }

    private Verdict judge(Workload workload, int ordinal, Scope scope) {
        Candidate candidate = Candidate.of(workload, ordinal, inventory);
        return workload.kind() == WorkloadKind.DaemonSet
                ? warningOfBoundaries(podJudge.judge(candidate, scope))
                : podJudge.judge(podJudge.placed(candidate, scope), scope)
                        .withWarnings(warnings(workload, candidate, scope.told()));
    }

    /** Takes a StatefulSet's selector from the one under review, since another one may be stored. */
    private static PodSources sources(Workload workload, Candidate candidate) {
        return new PodSources(
                candidate.claims(),
                workload.kind() == WorkloadKind.StatefulSet ? Optional.of(workload.selector()) : Optional.empty());
    }

    /** Returns the warnings that a review of the workload's pods would give. */
    private List<String> warnings(Workload workload, Candidate candidate, Scope told) {
        PodView pod = candidate.pod();
        ActiveParts parts = told.parts(pod, told.rule(pod).found());
        PodPlacement placed = placer.place(pod, parts, sources(workload, candidate));
        List<String> warnings = new ArrayList<>(placed.warnings());
        parts.rule()
                .flatMap(rule -> rule.placement().onePerProvider())
                .flatMap(
                        separation -> surplus(workload, placed.providersLeft(inventory.providers()), separation.mode()))
                .ifPresent(warnings::add);
        return warnings;
    }

    /** Returns a warning where onePerProvider applies and there are more replicas than providers. */
    private static Optional<String> surplus(Workload workload, List<String> left, Strength strength) {
        if (workload.replicas() <= left.size()) {
            return Optional.empty();
        }
        int more = workload.replicas() - left.size();
        return Optional.of(workload.kind().name().toLowerCase(Locale.ROOT) + " \""
                + workload.metadata().name() + "\" asks for " + workload.replicas()
                + " replicas, one per provider, but can run on " + left.size()
                + (left.size() == 1 ? " live provider" : " live providers")
                + (left.isEmpty() ? "" : " (" + String.join(", ", left) + ")") + ": "
                + (strength == Strength.Required ? more + " will stay Pending" : more + " will share a provider"));
    }

    /**
     * Returns the verdict with broken boundaries excused: a DaemonSet is meant for every node, and its pods are not
     * placed.
     */
    private static Verdict warningOfBoundaries(Verdict verdict) {
        List<Objection> boundaries = verdict.objections().stream()
                .filter(objection -> objection.reason() == Reason.Boundary)
                .toList();
        return verdict.excusing(new Verdict(boundaries, List.of()));
    }
}
