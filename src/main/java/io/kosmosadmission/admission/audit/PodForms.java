package io.kosmosadmission.admission.audit;

import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Presence;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pods of a cluster as they are read one by one: of those that differ only in their names and nodes one is held,
 * and the others are counted. Leaves out those that no rule is for: what is finished or being deleted, mirror pods,
 * and those of DaemonSets, which are meant for every node.
 */
public final class PodForms {

    private static final String OWN_PREFIX = "kosmos-admission.io/";

    private final Map<PodView, PodForm> forms = new LinkedHashMap<>();
    private final Map<Object, Object> shared = new HashMap<>();
    private int read;

    public void add(PodView pod) {
        read++;
        if (!pod.isFinished() && !pod.metadata().deleting() && !pod.isMirror() && !pod.isOwnedByDaemonSet()) {
            PodView form = formOf(pod);
            forms.computeIfAbsent(form, PodForm::of)
                    .add(one(pod.nodeName()), pod.metadata().name());
        }
    }

    /** Returns how many pods were read, those that are left out too. */
    public int read() {
        return read;
    }

    Collection<PodForm> all() {
        return forms.values();
    }

    private PodView formOf(PodView pod) {
        return new PodView(
                metadata(pod.metadata()),
                "",
                one(pod.nodeSelector()),
                pod.requiredNodeAffinity().map(this::terms),
                one(pod.affinity()),
                one(pod.tolerations()),
                one(pod.topologySpreadConstraints()),
                one(pod.volumes()),
                one(pod.resources()),
                "",
                Presence.NONE);
    }

    private List<NodeSelectorTerm> terms(List<NodeSelectorTerm> terms) {
        return one(terms);
    }

    /**
     * Keeps the name only where a label has it, too, or its last part: such a label tells no pods that belong together.
     */
    private ObjectMeta metadata(ObjectMeta metadata) {
        String name = metadata.name();
        String last = name.substring(name.lastIndexOf('-') + 1);
        boolean named = metadata.controller().isEmpty()
                || metadata.labels().containsValue(name)
                || metadata.labels().containsValue(last);
        Map<String, String> annotations = new LinkedHashMap<>();
        metadata.annotations().forEach((key, value) -> {
            if (key.startsWith(OWN_PREFIX)) {
                annotations.put(one(key), one(value));
            }
        });
        Optional<OwnerReference> controller = metadata.controller();
        return new ObjectMeta(
                one(metadata.namespace()),
                named ? name : "",
                named ? metadata.generateName() : "",
                "",
                one(metadata.labels()),
                annotations,
                one(controller
                        .map(owner ->
                                List.of(new OwnerReference(owner.apiVersion(), owner.kind(), owner.name(), "", true)))
                        .orElse(List.of())),
                "",
                false);
    }

    /** Returns the one instance of equal values. */
    @SuppressWarnings("unchecked")
    private <T> T one(T value) {
        Object known = shared.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }
}
