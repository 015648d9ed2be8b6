package io.kosmosadmission.placement;

import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The selector of a pod's group, by labels that all its pods share and keep.
 *
 * <p>Reads the pod's labels, its name, and its controller's name. {@code labelSelector} gets one stable label: the
 * first of the configured keys, else a usual one, else the first by name; a Job's pod without a stable label gets its
 * controller's uid. {@code matchLabelKeys} gets the template hash where the pod has it, so that each rollout is
 * spread by itself, else the other stable keys. No key is in both, which the API server refuses.
 */
public record StableSelector(LabelSelector labelSelector, List<String> matchLabelKeys) {

    private static final List<String> USUAL_KEYS = List.of("app.kubernetes.io/name", "app", "k8s-app");
    private static final String JOB_UID = "batch.kubernetes.io/controller-uid";

    // Labels that change with a release, differ from pod to pod, or are set by the control plane.
    private static final Set<String> VOLATILE_KEYS = Set.of(
            PodView.TEMPLATE_HASH,
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

    /**
     * Returns the selector of the pod's group; empty where the pod has no group. preferredKeys are the configured ones.
     */
    public static Optional<StableSelector> of(PodView pod, List<String> preferredKeys) {
        Map<String, String> labels = pod.metadata().labels();
        List<String> stable = stableKeys(pod.metadata());
        if (stable.isEmpty()) {
            return Optional.ofNullable(labels.get(JOB_UID))
                    .map(uid -> new StableSelector(LabelSelector.of(JOB_UID, uid), List.of()));
        }
        String key = firstIn(stable, preferredKeys)
                .or(() -> firstIn(stable, USUAL_KEYS))
                .orElse(stable.get(0));
        List<String> others = new ArrayList<>(stable);
        others.remove(key);
        return Optional.of(new StableSelector(
                LabelSelector.of(key, Objects.requireNonNull(labels.get(key))),
                labels.containsKey(PodView.TEMPLATE_HASH) ? List.of(PodView.TEMPLATE_HASH) : others));
    }

    /**
     * Returns whether the term selects the pod's group by a stable selector. It need not be the selector that is found
     * now: an earlier review may have found another label, whose term still selects the pod.
     */
    static boolean isOf(PodAffinityTerm term, PodView pod) {
        return selectorAsMade(term)
                .filter(selector -> isShared(selector.matchLabels().keySet(), term.matchLabelKeys(), pod)
                        && selector.matches(pod.metadata().labels()))
                .isPresent();
    }

    /** Whether a term could be one made of a stable selector of the pod, before labels of the pod were changed. */
    static boolean couldMake(PodAffinityTerm term, PodView pod) {
        boolean byHash = term.matchLabelKeys().equals(List.of(PodView.TEMPLATE_HASH));
        return selectorAsMade(term).isPresent()
                && byHash == pod.metadata().labels().containsKey(PodView.TEMPLATE_HASH);
    }

    /** The selector of a term that selects by one label and by what the API server merges from matchLabelKeys. */
    private static Optional<LabelSelector> selectorAsMade(PodAffinityTerm term) {
        return term.labelSelector()
                .filter(selector -> !term.otherNamespaces()
                        && selector.matchLabels().size() == 1
                        && term.matchLabelKeys()
                                .containsAll(selector.matchExpressions().stream()
                                        .map(Requirement::key)
                                        .toList()));
    }

    /**
     * Returns whether other pods of the group have these labels too. A label that a pod has to itself selects no other.
     */
    private static boolean isShared(Set<String> labels, List<String> keys, PodView pod) {
        Set<String> shared = new HashSet<>(stableKeys(pod.metadata()));
        shared.add(JOB_UID);
        boolean oneSelects = shared.containsAll(labels);
        shared.add(PodView.TEMPLATE_HASH);
        return oneSelects && shared.containsAll(keys);
    }

    private static Optional<String> firstIn(List<String> stable, List<String> wanted) {
        return wanted.stream().filter(stable::contains).findFirst();
    }

    private static List<String> stableKeys(ObjectMeta metadata) {
        List<String> keys = new ArrayList<>();
        metadata.labels().forEach((key, value) -> {
            if (!VOLATILE_KEYS.contains(key) && !isOwnName(value, metadata)) {
                keys.add(key);
            }
        });
        keys.sort(null);
        return keys;
    }

    /** Returns whether the value contains the pod's own name or ordinal, and so selects no other pod. */
    private static boolean isOwnName(String value, ObjectMeta metadata) {
        String name = metadata.name();
        if (name.isEmpty()) {
            return false;
        }
        if (value.contains(name)) {
            return true;
        }
        String set = metadata.controller()
                .filter(owner -> owner.kind().equals("StatefulSet"))
                .map(owner -> owner.name())
                .orElse("");
        if (set.isEmpty() || !name.startsWith(set + "-") || set.contains(value)) {
            return false; // in set "kafka-3" a label "kafka-3" means the set, whatever the pod's ordinal
        }
        String ordinal = name.substring(set.length() + 1);
        return List.of(value.split("[-._]")).contains(ordinal);
    }
}
