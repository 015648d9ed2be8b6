package io.kosmosadmission.kube;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Empty strings stand for absent fields. Labels keep the order in which they were written. */
public record ObjectMeta(
        String namespace,
        String name,
        String generateName,
        String uid,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<OwnerReference> ownerReferences,
        String creationTimestamp,
        boolean deleting) {

    public ObjectMeta {
        labels = OrderedStrings.copyOf(labels);
        annotations = OrderedStrings.copyOf(annotations);
        ownerReferences = List.copyOf(ownerReferences);
    }

    public static ObjectMeta named(String namespace, String name) {
        return new ObjectMeta(namespace, name, "", "", Map.of(), Map.of(), List.of(), "", false);
    }

    /** What people know the object by: its name, or the prefix that its name will be made of. */
    public String displayName() {
        return !name.isEmpty() ? name : generateName.isEmpty() ? "" : generateName + "*";
    }

    public Optional<OwnerReference> controller() {
        for (OwnerReference owner : ownerReferences) {
            if (owner.controller()) {
                return Optional.of(owner);
            }
        }
        return Optional.empty();
    }

    public ObjectMeta withNamespace(String other) {
        return new ObjectMeta(
                other, name, generateName, uid, labels, annotations, ownerReferences, creationTimestamp, deleting);
    }

    public ObjectMeta withLabels(Map<String, String> other) {
        return new ObjectMeta(
                namespace, name, generateName, uid, other, annotations, ownerReferences, creationTimestamp, deleting);
    }
}
