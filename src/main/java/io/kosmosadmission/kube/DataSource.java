package io.kosmosadmission.kube;

/**
 * What a claim's volume is filled from: a claim (a clone), a VolumeSnapshot (a restore), or an object of a volume
 * populator. apiGroup is empty for the core group; namespace is empty for that of the claim itself.
 */
public record DataSource(String apiGroup, String kind, String namespace, String name) {

    /** Returns the namespace of the source; own is that of the claim. */
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
