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
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.storage.StrayPlugin;
import io.kosmosadmission.target.Targets;
import java.util.ArrayList;
import java.util.List;
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
    private final Surplus surplus;

    public WorkloadJudge(Inventory inventory, PodJudge podJudge, Placer placer) {
        this.inventory = inventory;
        this.podJudge = podJudge;
        this.placer = placer;
        this.surplus = new Surplus(inventory.providers(), new Targets(inventory));
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

    /** Returns the verdict. Conflicts with volumes are excused where the workload wants no pod now. */
    public Verdict judge(Workload workload, Scope scope) {
        Verdict verdict = judge(workload, workload.firstOrdinal(), scope)
                .withWarnings(podJudge.warnings(workload.volumeClaimTemplates(), scope));
        Verdict all = workload.volumeClaimTemplates().isEmpty() ? verdict : ofLaterPods(workload, verdict, scope);
        return workload.replicas() == 0 ? excusing(Reason.Storage, all) : all;
    }

    /**
     * Adds to the verdict on a StatefulSet's first pod those on the pods whose claims are there, since they can differ
     * from the template, and on the first pod whose claim will be made from it.
     */
    private Verdict ofLaterPods(Workload set, Verdict ofFirst, Scope scope) {
        Verdict verdict = ofFirst;
        boolean templateJudged = lacksClaim(set, set.firstOrdinal());
        int end = set.firstOrdinal() + Math.min(set.replicas(), ORDINALS_JUDGED);
        for (int ordinal = set.firstOrdinal() + 1;
                ordinal < end && verdict.objections().isEmpty();
                ordinal++) {
            boolean first = !templateJudged && lacksClaim(set, ordinal);
            if (first || hasClaim(set, ordinal)) {
                verdict = verdict.and(judge(set, ordinal, scope));
            }
            templateJudged |= first;
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
        return set.volumeClaimTemplates().stream().anyMatch(template -> isMade(template, set, ordinal));
    }

    private boolean lacksClaim(Workload set, int ordinal) {
        return !set.volumeClaimTemplates().stream().allMatch(template -> isMade(template, set, ordinal));
    }

    private boolean isMade(PersistentVolumeClaim template, Workload set, int ordinal) {
        String claim = TemplatePods.claimName(template, set.metadata().name() + "-" + ordinal);
        return inventory.claim(set.metadata().namespace(), claim).isPresent();
    }

    private Verdict judge(Workload workload, int ordinal, Scope scope) {
        Candidate candidate = Candidate.of(workload, ordinal, inventory);
        return workload.kind() == WorkloadKind.DaemonSet
                ? ofDaemonSet(workload, candidate, scope)
                : podJudge.judge(podJudge.placed(candidate, scope), scope)
                        .withWarnings(toldWarnings(workload, candidate, scope));
    }

    /** Takes a StatefulSet's selector from the one under review, since another one may be stored. */
    static PodSources sources(Workload workload, Candidate candidate) {
        return new PodSources(
                candidate.claims(),
                workload.kind() == WorkloadKind.StatefulSet ? Optional.of(workload.selector()) : Optional.empty());
    }

    /** Returns the warnings that a review of the workload's pods would give, and what its number of pods comes to. */
    private List<String> warnings(Workload workload, Candidate candidate, Scope scope) {
        PodView pod = candidate.pod();
        ActiveParts parts = scope.parts(pod, scope.rule(pod).found());
        PodPlacement placed = placer.place(pod, parts, sources(workload, candidate));
        List<String> warnings = new ArrayList<>(placed.warnings());
        surplus.of(workload, candidate.subject(), placed, parts.rule()).ifPresent(warnings::add);
        return warnings;
    }

    /** Returns the same for all parts that users are told of; what is only so if all of them were enforced says so. */
    private List<String> toldWarnings(Workload workload, Candidate candidate, Scope scope) {
        List<String> enforced = warnings(workload, candidate, scope.enforced());
        if (scope.isEnforced()) {
            return enforced;
        }
        List<String> all = new ArrayList<>(enforced);
        warnings(workload, candidate, scope.told()).stream()
                .filter(warning -> !enforced.contains(warning))
                .forEach(warning -> all.add("if all were enforced: " + warning));
        return all;
    }

    /**
     * Returns what is told of the number of a stored workload's pods, some of which stay Pending. Its pods' own affinity to
     * other pods and their constraints aren't stored, so only the rule's word is counted.
     */
    public Optional<String> pendingSurplus(Workload workload, Scope scope) {
        Candidate candidate = Candidate.of(workload, workload.firstOrdinal(), inventory);
        PodView pod = candidate.pod();
        ActiveParts parts = scope.enforced().parts(pod, scope.rule(pod).found());
        return parts.rule()
                .filter(rule -> rule.placement()
                        .onePerProvider()
                        .filter(word -> word.mode() == Strength.Required && !word.forbidden())
                        .isPresent())
                .flatMap(rule -> surplus.of(
                        workload,
                        candidate.subject(),
                        placer.place(pod, parts, sources(workload, candidate)),
                        parts.rule()));
    }

    /** Excuses broken boundaries: a DaemonSet is meant for every node, and its pods are not placed. */
    private Verdict ofDaemonSet(Workload daemonSet, Candidate candidate, Scope scope) {
        Verdict verdict = excusing(Reason.Boundary, podJudge.judge(candidate, scope));
        Verdict told = scope.warnsOfPlugins() ? verdict.withWarnings(strayPlugin(daemonSet)) : verdict;
        return scope.warnsOfStorage() ? told.withWarnings(podJudge.pendingOn(candidate)) : told;
    }

    private List<String> strayPlugin(Workload daemonSet) {
        return StrayPlugin.of(daemonSet, inventory).map(StrayPlugin::warnings).orElse(List.of());
    }

    private static Verdict excusing(Reason reason, Verdict verdict) {
        List<Objection> excused = verdict.objections().stream()
                .filter(objection -> objection.reason() == reason)
                .toList();
        return verdict.excusing(new Verdict(excused, List.of()));
    }
}
