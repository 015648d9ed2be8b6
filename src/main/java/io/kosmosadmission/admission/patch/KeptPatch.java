package io.kosmosadmission.admission.patch;

import io.kosmosadmission.admission.PatchOperation;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.PreferredTerm;
import io.kosmosadmission.kube.Presence;
import io.kosmosadmission.kube.Presence.AffinityPresence;
import io.kosmosadmission.kube.Presence.PodAffinityPresence;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.kube.WeightedPodAffinityTerm;
import io.kosmosadmission.placement.AddedForms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes the operations that put back what was added to a pod at its creation and an UPDATE lacks, since its user applied a
 * manifest that never had it: most lists of a pod are replaced as a whole. The API server refuses an UPDATE that changes
 * them, and compares them in order; of a gated pod, the old requirements must come first. So each element is put back at
 * its old index. Only the order of tolerations means nothing.
 *
 * <p>Whatever else differs stays as it was sent: the user may have changed it, and the API server says whether that can be.
 * So does what the user wrote and now writes otherwise, such as a requirement with other values or a wish of another weight:
 * put back beside the new one, both would hold.
 */
public final class KeptPatch {

    private final PodView pod;
    private final PodView before;
    private final AddedForms forms;
    private final Set<String> parents = new HashSet<>(Set.of("/spec"));
    private final List<PatchOperation> operations = new ArrayList<>();

    private KeptPatch(PodView pod, PodView before, AddedForms forms) {
        this.pod = pod;
        this.before = before;
        this.forms = forms;
    }

    /**
     * Returns the operations; empty where the pod lacks nothing.
     *
     * @param before the pod before the UPDATE
     * @param annotations what else a pod gets to which anything is put back
     */
    public static List<PatchOperation> of(
            PodView pod, PodView before, AddedForms forms, Map<String, String> annotations) {
        KeptPatch patch = new KeptPatch(pod, before, forms);
        patch.affinity();
        patch.tolerations();
        patch.putBack(
                new Place("/spec/topologySpreadConstraints", pod.presence().topologySpreadConstraints()),
                before.topologySpreadConstraints(),
                pod.topologySpreadConstraints(),
                new Form<>(forms::isAdded, constraint -> constraint, JsonPatch::json));
        if (!patch.operations.isEmpty()) {
            patch.operations.addAll(JsonPatch.annotations(pod, annotations));
        }
        return List.copyOf(patch.operations);
    }

    /** A list of the pod, and its length. */
    private record Place(String path, int length) {}

    /** How elements are recognized and written, and what two of them have in common of which one is the other, changed. */
    private record Form<T>(Predicate<T> added, Function<T, Object> identity, Function<T, Object> json) {}

    private <T> void putBack(Place place, List<T> old, List<T> now, Form<T> form) {
        if (old.isEmpty()) {
            return;
        }
        Set<T> present = new HashSet<>(now); // both lists may be long, and hostile
        Set<Object> changed = changed(old, present, form.identity());
        List<Object> all = new ArrayList<>();
        int length = now.size();
        for (int i = 0; i < old.size(); i++) {
            T element = old.get(i);
            if (!form.added().test(element)
                    || present.contains(element)
                    || changed.contains(form.identity().apply(element))) {
                continue;
            }
            Object value = form.json().apply(element);
            if (place.length() == Presence.ABSENT) {
                all.add(value);
            } else {
                operations.add(new PatchOperation(place.path() + "/" + Math.min(i, length), value));
                length++;
            }
        }
        if (!all.isEmpty()) {
            add(place.path(), all);
        }
    }

    private static <T> Set<Object> changed(List<T> old, Set<T> present, Function<T, Object> identity) {
        Set<T> fresh = new HashSet<>(present);
        old.forEach(fresh::remove);
        Set<Object> changed = new HashSet<>();
        fresh.forEach(element -> changed.add(identity.apply(element)));
        return changed;
    }

    /** Adds a value with those of its parents that are absent. */
    private void add(String path, Object value) {
        makeParent(path);
        operations.add(new PatchOperation(path, value));
    }

    private void makeParent(String path) {
        String parent = path.substring(0, path.lastIndexOf('/'));
        if (!parents.contains(parent)) {
            makeParent(parent);
            operations.add(new PatchOperation(parent, Map.of()));
            parents.add(parent);
        }
    }

    private void affinity() {
        AffinityPresence presence = pod.presence().affinity();
        addIf(presence.present(), AffinityPatch.PATH);
        addIf(presence.nodeAffinity(), AffinityPatch.PATH + "/nodeAffinity");
        requiredNodes(AffinityPatch.PATH + "/nodeAffinity/" + AffinityPatch.REQUIRED);
        putBack(
                new Place(AffinityPatch.PATH + "/nodeAffinity/" + AffinityPatch.PREFERRED, presence.preferredNodes()),
                before.affinity().preferredNodes(),
                pod.affinity().preferredNodes(),
                new Form<>(forms::isAdded, PreferredTerm::preference, AffinityPatch::json));
        pods("/podAffinity", before.affinity().pods(), pod.affinity().pods(), presence.pods());
        pods("/podAntiAffinity", before.affinity().antiPods(), pod.affinity().antiPods(), presence.antiPods());
    }

    private void addIf(boolean present, String parent) {
        if (present) {
            parents.add(parent);
        }
    }

    private void requiredNodes(String path) {
        List<NodeSelectorTerm> old = before.requiredNodeAffinity().orElse(List.of());
        if (pod.requiredNodeAffinity().isEmpty()) {
            if (old.size() == 1 && forms.isAdded(old.get(0))) {
                Object term =
                        Map.of("matchExpressions", AffinityPatch.json(old.get(0).matchExpressions()));
                add(path, Map.of("nodeSelectorTerms", List.of(term)));
            }
            return;
        }
        List<NodeSelectorTerm> now = pod.requiredNodeAffinity().get();
        for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
            String term = path + "/nodeSelectorTerms/" + i;
            parents.add(term);
            if (!now.get(i).isEmpty()) { // an empty term matches no node, and stays empty
                putBack(
                        new Place(
                                term + "/matchExpressions",
                                pod.presence().affinity().termExpressions().get(i)),
                        old.get(i).matchExpressions(),
                        now.get(i).matchExpressions(),
                        new Form<>(forms::isAdded, KeptPatch::keyAndOperator, AffinityPatch::json));
            }
        }
    }

    private static Object keyAndOperator(Requirement requirement) {
        return List.of(requirement.key(), requirement.operator());
    }

    private void pods(String name, PodAffinity old, PodAffinity now, PodAffinityPresence presence) {
        String path = AffinityPatch.PATH + name;
        addIf(presence.present(), path);
        putBack(
                new Place(path + "/" + AffinityPatch.REQUIRED, presence.required()),
                old.required(),
                now.required(),
                new Form<>(forms::isAdded, term -> term, AffinityPatch::json));
        putBack(
                new Place(path + "/" + AffinityPatch.PREFERRED, presence.preferred()),
                old.preferred(),
                now.preferred(),
                new Form<>(forms::isAdded, WeightedPodAffinityTerm::term, AffinityPatch::json));
    }

    private void tolerations() {
        List<Object> lacking = new ArrayList<>();
        Set<Toleration> present = new HashSet<>();
        pod.tolerations().forEach(toleration -> present.add(toleration.forGood()));
        for (Toleration toleration : before.tolerations()) {
            if (forms.isAdded(toleration) && !present.contains(toleration)) {
                lacking.add(JsonPatch.json(toleration));
            }
        }
        if (pod.presence().tolerations() != Presence.ABSENT) {
            lacking.forEach(value -> operations.add(new PatchOperation("/spec/tolerations/-", value)));
        } else if (!lacking.isEmpty()) {
            operations.add(new PatchOperation("/spec/tolerations", lacking));
        }
    }
}
