package io.kosmosadmission.placement;

import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pods among which one is spread, kept apart or drawn together: those that have some labels in common with it.
 *
 * <p>Reads the pod's labels, name and controller, the keys that the rule's word names, and the selector of the StatefulSet
 * that made it. Takes the first of: the named keys, exactly these; the template hash, with the first grouping label or else
 * the first stable one; the keys of the StatefulSet's selector; every grouping label; a Job's controller-uid; the first
 * stable label of a pod that a built-in controller made. A label counts only where a pod of the group shares it: none that
 * the control plane sets on each pod, changes with a release, or has the pod's own name as its value.
 *
 * <p>The labels stand in {@code matchLabels}, with the pod's own values. Never in {@code matchLabelKeys}: API servers from
 * 1.34 on merge these into the stored selector, and refuse a pod that is created again from its own export.
 *
 * @param labels never empty
 */
public record Group(Map<String, String> labels) {

    private static final String JOB_UID = "batch.kubernetes.io/controller-uid";

    /** Set by controllers that make a ReplicaSet for each rollout, so that each rollout is a group of its own. */
    private static final List<String> TEMPLATE_HASHES = List.of(PodView.TEMPLATE_HASH, "rollouts-pod-template-hash");

    /** Labels by which people and charts say what belongs together, the most telling first. */
    private static final List<String> GROUPING_KEYS = List.of(
            "app.kubernetes.io/name",
            "app.kubernetes.io/instance",
            "app.kubernetes.io/component",
            "app",
            "k8s-app",
            "name",
            "component",
            "tier",
            "release");

    /** Labels that change with a release, differ from pod to pod, or are set by the control plane. */
    private static final Set<String> VOLATILE_KEYS = Set.of(
            PodView.TEMPLATE_HASH,
            "rollouts-pod-template-hash",
            "controller-revision-hash",
            "pod-template-generation",
            "statefulset.kubernetes.io/pod-name",
            "apps.kubernetes.io/pod-index",
            JOB_UID,
            "batch.kubernetes.io/job-name",
            "batch.kubernetes.io/job-completion-index",
            "controller-uid",
            "job-name",
            "topology.kubernetes.io/zone",
            "topology.kubernetes.io/region",
            "app.kubernetes.io/version",
            "version",
            "helm.sh/chart");

    public Group {
        labels = Map.copyOf(labels);
    }

    /**
     * Returns the pod's group; empty where it has none.
     *
     * @param labelKeys those that the word names; empty where they are to be inferred
     * @param setSelector the selector of the StatefulSet that made the pod; empty where none did, or it isn't known
     */
    public static Optional<Group> of(PodView pod, List<String> labelKeys, Optional<LabelSelector> setSelector) {
        Map<String, String> own = pod.metadata().labels();
        if (!labelKeys.isEmpty()) {
            return by(labelKeys.stream().filter(own::containsKey).toList(), own);
        }
        List<String> shared = sharedKeys(pod.metadata());
        List<String> grouping = GROUPING_KEYS.stream().filter(shared::contains).toList();
        return by(ofRollout(own, grouping, shared), own)
                .or(() -> setSelector.flatMap(selector -> ofSet(selector, own)))
                .or(() -> by(grouping, own))
                .or(() -> by(own.containsKey(JOB_UID) ? List.of(JOB_UID) : List.of(), own))
                .or(() -> by(isMadeByBuiltIn(pod.metadata()) ? firstOf(shared) : List.of(), own));
    }

    private static List<String> ofRollout(Map<String, String> own, List<String> grouping, List<String> shared) {
        List<String> hash =
                firstOf(TEMPLATE_HASHES.stream().filter(own::containsKey).toList());
        List<String> keys = new ArrayList<>(hash);
        if (!hash.isEmpty()) {
            keys.addAll(firstOf(grouping.isEmpty() ? shared : grouping));
        }
        return keys;
    }

    private static List<String> firstOf(List<String> keys) {
        return keys.subList(0, Math.min(1, keys.size()));
    }

    /** A pod that lacks one of the keys is selected by another label than all of the set's. */
    private static Optional<Group> ofSet(LabelSelector selector, Map<String, String> own) {
        List<String> keys = Stream.concat(
                        selector.matchLabels().keySet().stream(),
                        selector.matchExpressions().stream().map(Requirement::key))
                .distinct()
                .toList();
        return own.keySet().containsAll(keys) ? by(keys, own) : Optional.empty();
    }

    private static Optional<Group> by(Collection<String> keys, Map<String, String> own) {
        Map<String, String> labels = new LinkedHashMap<>();
        keys.forEach(key -> labels.put(key, Objects.requireNonNull(own.get(key))));
        return labels.isEmpty() ? Optional.empty() : Optional.of(new Group(labels));
    }

    private static boolean isMadeByBuiltIn(ObjectMeta metadata) {
        return metadata.controller().flatMap(WorkloadKind::of).isPresent();
    }

    private static List<String> sharedKeys(ObjectMeta metadata) {
        List<String> keys = new ArrayList<>();
        metadata.labels().forEach((key, value) -> {
            if (!VOLATILE_KEYS.contains(key) && !isOwnName(value, metadata)) {
                keys.add(key);
            }
        });
        keys.sort(null);
        return keys;
    }

    /** Whether the value is the pod's own name or, where a controller chose that, its last part ({@code -0}, {@code -x7k2p}). */
    private static boolean isOwnName(String value, ObjectMeta metadata) {
        String name = metadata.name();
        boolean chosen =
                metadata.controller().isPresent() || !metadata.generateName().isEmpty();
        return !name.isEmpty()
                && (value.equals(name) || (chosen && value.equals(name.substring(name.lastIndexOf('-') + 1))));
    }

    public LabelSelector selector() {
        return new LabelSelector(labels, List.of());
    }

    /**
     * Whether a term is about all pods of the group at least: each of its labels is one of the group's. So it is with what an
     * earlier review added.
     */
    boolean isSelectedBy(PodAffinityTerm term) {
        return !term.otherNamespaces()
                && labels.keySet().containsAll(term.matchLabelKeys())
                && term.labelSelector().filter(this::isSelectedBy).isPresent();
    }

    private boolean isSelectedBy(LabelSelector selector) {
        return labels.keySet().containsAll(selector.matchLabels().keySet())
                && selector.matchExpressions().stream().map(Requirement::key).allMatch(labels::containsKey)
                && selector.matches(labels);
    }

    /** What to say where a pod has no group; empty for a pod that is alone. what is what is not done, for people. */
    static List<String> missing(PodView pod, List<String> labelKeys, String what) {
        if (!labelKeys.isEmpty()) {
            return List.of(
                    "this pod has none of the rule's labelKeys (" + String.join(", ", labelKeys) + "), so " + what);
        }
        boolean alone = pod.metadata().controller().isEmpty();
        return alone
                ? List.of()
                : List.of("no label says which pods belong together with this one, so " + what
                        + "; give its template a label such as app, or name labelKeys in the rule");
    }
}
