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
    private static final List<String> TEMPLATE_HASHES = List.of(PodView.TEMPLATE_HASH, PodView.ROLLOUTS_TEMPLATE_HASH);

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
            PodView.ROLLOUTS_TEMPLATE_HASH,
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

    /** Keys in a warning, which is cut at 256 characters. */
    private static final int MOST_NAMED = 3;

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
        List<String> grouping = groupingKeys(pod.metadata());
        return by(ofRollout(pod.metadata(), grouping), own)
                .or(() -> setSelector.flatMap(selector -> ofSet(selector, own)))
                .or(() -> by(grouping, own))
                .or(() -> by(own.containsKey(JOB_UID) ? List.of(JOB_UID) : List.of(), own))
                .or(() -> by(isMadeByBuiltIn(pod.metadata()) ? firstShared(pod.metadata()) : List.of(), own));
    }

    private static List<String> ofRollout(ObjectMeta metadata, List<String> grouping) {
        for (String hash : TEMPLATE_HASHES) {
            if (metadata.labels().containsKey(hash)) {
                List<String> keys = new ArrayList<>(List.of(hash));
                keys.addAll(grouping.isEmpty() ? firstShared(metadata) : grouping.subList(0, 1));
                return keys;
            }
        }
        return List.of();
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
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> labels = new LinkedHashMap<>();
        keys.forEach(key -> labels.put(key, Objects.requireNonNull(own.get(key))));
        return Optional.of(new Group(labels));
    }

    private static boolean isMadeByBuiltIn(ObjectMeta metadata) {
        return metadata.controller().flatMap(WorkloadKind::of).isPresent();
    }

    private static List<String> groupingKeys(ObjectMeta metadata) {
        List<String> keys = new ArrayList<>();
        for (String key : GROUPING_KEYS) {
            String value = metadata.labels().get(key);
            if (value != null && !isOwnName(value, metadata)) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** Returns the first stable label by name, if there is one. */
    private static List<String> firstShared(ObjectMeta metadata) {
        return sharedKeys(metadata).limit(1).toList();
    }

    private static Stream<String> sharedKeys(ObjectMeta metadata) {
        return metadata.labels().entrySet().stream()
                .filter(label -> !VOLATILE_KEYS.contains(label.getKey()) && !isOwnName(label.getValue(), metadata))
                .map(Map.Entry::getKey)
                .sorted();
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
        if (pod.metadata().controller().isEmpty()) {
            return List.of();
        }
        return List.of(
                labelKeys.isEmpty()
                        ? "no label says which pods belong together with this one, so " + what + "; " + wayOut(pod)
                        : "this pod has none of the rule's labelKeys (" + String.join(", ", labelKeys) + "), so "
                                + what);
    }

    /** Nobody who uses an operator writes its pods' labels, but some of these may say what belongs together. */
    private static String wayOut(PodView pod) {
        List<String> shared = sharedKeys(pod.metadata()).limit(MOST_NAMED).toList();
        return shared.isEmpty()
                ? "give its template a label such as app, or name labelKeys in the rule"
                : "name labelKeys in the rule, such as " + String.join(", ", shared);
    }
}
