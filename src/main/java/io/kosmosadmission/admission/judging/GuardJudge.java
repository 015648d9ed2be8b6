package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.admission.TemplatePods;
import io.kosmosadmission.admission.placing.Placer;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.storage.Consumer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges whether a pod, or a workload's template, tolerates a taint of a provider that nothing grants it.
 *
 * <p>Reads the tolerations, of which one without a key tolerates every taint; nodeName, which on a node of a provider with
 * taints counts as a toleration of these; the taints of all providers; and {@link TaintGrants what is granted}. Objects to
 * what is tolerated, not granted, and not allowed by the guard's own match.
 *
 * <p>Excuses what the object tolerated before an UPDATE, what the template of a pod's controller shows, and DaemonSets, which
 * are meant for every node. A controller that a Deployment or a CronJob made is never judged, so the maker's template must
 * show it, and one that is being deleted makes no pods. Leaves alone taints that keep no pod off (PreferNoSchedule), and those that tell a node's condition or device,
 * which are no provider's.
 */
public final class GuardJudge {

    private static final String CODE = "KA301";

    private final Inventory inventory;
    private final TaintGrants grants;

    public GuardJudge(Inventory inventory, Placer placer) {
        this.inventory = inventory;
        this.grants = new TaintGrants(inventory.providers(), placer);
    }

    /**
     * What is excused.
     *
     * @param taints which of the tolerated ones
     * @param evidence the objects that show these, or would
     */
    private record Known(Set<Taint> taints, Set<ObjectKey> evidence) {

        private static final Known NOTHING = new Known(Set.of(), Set.of());
    }

    /** Returns the verdict on a pod. old is the pod before an UPDATE; empty where the pod is created. */
    public Verdict judge(PodView pod, Optional<PodView> old, Scope scope) {
        Map<Taint, String> ungranted = ungranted(pod, true, scope);
        if (ungranted.isEmpty()) {
            return Verdict.NOTHING;
        }
        Known known = old.map(before -> new Known(ungranted(before, true, scope).keySet(), Set.of()))
                .orElseGet(() -> shownByController(pod));
        return verdict(Consumer.subject("pod", pod.metadata().name()), pod, ungranted, known, scope);
    }

    /** Returns the verdict on a pod that is there: whoever chose its node, nobody moves it. */
    public Verdict judgeStored(PodView pod, Scope scope) {
        return verdict(
                Consumer.subject("pod", pod.metadata().name()),
                pod,
                ungranted(pod.withNodeName(""), true, scope),
                Known.NOTHING,
                scope);
    }

    /** Returns the verdict on a workload. old is the one before an UPDATE; empty where it is created. */
    public Verdict judge(Workload workload, Optional<Workload> old, Scope scope) {
        PodView pod = podOf(workload);
        Map<Taint, String> ungranted = ungranted(pod, false, scope);
        if (ungranted.isEmpty()) {
            return Verdict.NOTHING;
        }
        Set<Taint> known = workload.kind() == WorkloadKind.DaemonSet
                ? ungranted.keySet()
                : old.map(before -> ungranted(podOf(before), false, scope).keySet())
                        .orElse(Set.of());
        String kind = workload.kind().name().toLowerCase(Locale.ROOT);
        return verdict(
                Consumer.subject(kind, workload.metadata().name()), pod, ungranted, new Known(known, Set.of()), scope);
    }

    private static PodView podOf(Workload workload) {
        return TemplatePods.of(workload, workload.firstOrdinal());
    }

    /** Returns the taints that are tolerated and not granted, each with its provider. */
    private Map<Taint, String> ungranted(PodView pod, boolean placed, Scope scope) {
        if (!scope.guards()) {
            return Map.of();
        }
        Map<Taint, String> tolerated = tolerated(pod);
        if (tolerated.isEmpty() || scope.guardAllows(pod)) {
            return Map.of();
        }
        tolerated.keySet().removeAll(grants.of(pod, placed, scope));
        return tolerated;
    }

    private Map<Taint, String> tolerated(PodView pod) {
        Map<Taint, String> tolerated = new LinkedHashMap<>();
        if (pod.tolerations().isEmpty() && pod.nodeName().isEmpty()) {
            return tolerated;
        }
        String here = inventory.providers().ofNode(pod.nodeName()).orElse("");
        for (Provider provider : inventory.providers().all()) {
            for (Taint taint : provider.taints()) {
                if (taint.keepsOff() && (provider.name().equals(here) || pod.tolerates(taint))) {
                    tolerated.putIfAbsent(taint, provider.name());
                }
            }
        }
        return tolerated;
    }

    /** Returns what the judged controller of the pod shows: its own, or that controller's where only that one is judged. */
    private Known shownByController(PodView pod) {
        Set<ObjectKey> evidence = new LinkedHashSet<>();
        Optional<OwnerReference> owner = pod.metadata().controller();
        for (Optional<WorkloadKind> kind = owner.flatMap(WorkloadKind::of);
                kind.isPresent();
                kind = owner.flatMap(WorkloadKind::of)) {
            if (kind.get() == WorkloadKind.DaemonSet) {
                return Known.NOTHING; // a pod that a DaemonSet made is not judged, so this one only says so
            }
            OwnerReference reference = owner.orElseThrow();
            evidence.add(ObjectKey.workload(kind.get(), pod.namespace(), reference.name()));
            Optional<Workload> controller = inventory
                    .workload(kind.get(), pod.namespace(), reference.name())
                    .filter(found ->
                            isTheSame(reference, found) && !found.metadata().deleting())
                    .map(StoredWorkload::asReviewed);
            if (controller.filter(WorkloadJudge::isJudged).isPresent()) {
                return new Known(tolerated(podOf(controller.get())).keySet(), evidence);
            }
            owner = controller.flatMap(found -> found.metadata().controller());
        }
        return new Known(Set.of(), evidence);
    }

    /** The owners of stored objects are stored without uid. */
    private static boolean isTheSame(OwnerReference owner, StoredWorkload found) {
        String uid = found.metadata().uid();
        return owner.uid().isEmpty() || uid.isEmpty() || owner.uid().equals(uid);
    }

    private static Verdict verdict(
            String subject, PodView pod, Map<Taint, String> ungranted, Known known, Scope scope) {
        Map<Taint, String> added = new LinkedHashMap<>(ungranted);
        added.keySet().removeAll(known.taints());
        Map<Taint, String> before = new LinkedHashMap<>(ungranted);
        before.keySet().removeAll(added.keySet());
        return new Verdict(
                objections(CODE, subject, pod, added, known.evidence(), scope),
                objections(CODE + " before", subject, pod, before, Set.of(), scope),
                List.of());
    }

    private static List<Objection> objections(
            String identity,
            String subject,
            PodView pod,
            Map<Taint, String> taints,
            Set<ObjectKey> evidence,
            Scope scope) {
        return taints.isEmpty()
                ? List.of()
                : List.of(new Objection(
                        Reason.Guard,
                        CODE,
                        identity,
                        scope.guardMode(),
                        GuardWords.of(subject, pod, taints),
                        evidence));
    }
}
