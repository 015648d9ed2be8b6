package io.kosmosadmission.kube;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata of an object. Empty strings stand for absent fields; labels and annotations keep the order in which they
 * were written.
 */
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

    /** Returns the name for people: the object's name, else its generateName and {@code *}, else an empty string. */
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

    public ObjectMeta withAnnotations(Map<String, String> other) {
        return new ObjectMeta(
                namespace, name, generateName, uid, labels, other, ownerReferences, creationTimestamp, deleting);
    }

    public ObjectMeta withLabels(Map<String, String> other) {
        return new ObjectMeta(
                namespace, name, generateName, uid, other, annotations, ownerReferences, creationTimestamp, deleting);
    }
}
