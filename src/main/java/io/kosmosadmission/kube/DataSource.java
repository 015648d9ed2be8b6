package io.kosmosadmission.kube;

/**
 * What a claim's volume is filled from: a claim (a clone) or a VolumeSnapshot (a restore), or an object that some populator
 * knows. apiGroup is empty for the core group, namespace where it is the claim's own.
 */
public record DataSource(String apiGroup, String kind, String namespace, String name) {

    /** own: the namespace of the claim whose source it is. */
    public String namespaceOr(String own) {
        return namespace.isEmpty() ? own : namespace;
    }

    public boolean isClaim() {
        return apiGroup.isEmpty() && kind.equals("PersistentVolumeClaim");
    }

    public boolean isSnapshot() {
        return apiGroup.equals(VolumeSnapshot.GROUP) && kind.equals("VolumeSnapshot");
    }
}
