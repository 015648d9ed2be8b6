package io.kosmosadmission.kube;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A volume.
 *
 * @param driver the name of its CSI driver, FlexVolume driver or in-tree plugin; empty where its source belongs to no
 *     provider
 * @param nodeAffinity its required terms
 * @param claimNamespace of its claimRef; empty where it has none
 * @param claimName of its claimRef; empty where it has none
 * @param claimUid of its claimRef; empty where that was written by hand
 */
public record PersistentVolume(
        String name,
        Map<String, String> annotations,
        String driver,
        String storageClassName,
        Optional<List<NodeSelectorTerm>> nodeAffinity,
        String claimNamespace,
        String claimName,
        String claimUid,
        VolumeTraits traits,
        Phase phase,
        boolean deleting)
        implements KubernetesObject {

    /** The phase of a volume. One that a file has no status for, or a phase that isn't known, is Pending. */
    public enum Phase {
        Pending,
        Available,
        Bound,
        Released,
        Failed
    }

    /** Provisioners put it before a claim's uid, and name the volume so. */
    private static final String OF_CLAIM = "pvc-";

    public PersistentVolume {
        annotations = Map.copyOf(annotations);
        nodeAffinity = nodeAffinity.map(List::copyOf);
        // Then the name says it, and a uid of its own would be held beside each of tens of thousands of names.
        claimUid = name.equals(OF_CLAIM + claimUid) ? name : claimUid;
    }

    @Override
    public String claimUid() {
        boolean inName = claimUid.startsWith(OF_CLAIM) && claimUid.equals(name);
        return inName ? claimUid.substring(OF_CLAIM.length()) : claimUid;
    }

    /** Returns the class; the API server still lets the annotation win that is older than the field. */
    public String className() {
        return annotations.getOrDefault(PersistentVolumeClaim.CLASS_ANNOTATION, storageClassName);
    }

    /** Returns whether a claim can still be bound to it: the claim of a Released or Failed volume is gone. */
    public boolean isUsable() {
        return phase != Phase.Released && phase != Phase.Failed && !deleting;
    }

    /** Returns whether any claim that it suits can be bound to it. A Pending volume is Available within moments. */
    public boolean isAvailable() {
        return claimName.isEmpty() && isUsable() && phase != Phase.Bound;
    }

    /** Returns whether it isn't Available, but its owner can make it so by taking the old claim off it. */
    public boolean isGivenBack() {
        return !deleting && (phase == Phase.Released || phase == Phase.Failed);
    }

    /**
     * Returns whether its claimRef keeps it for this claim, and it suits the claim. A claim of the same name and another
     * uid is another claim; without a uid on either side the name decides.
     */
    public boolean isKeptFor(PersistentVolumeClaim claim) {
        ObjectMeta metadata = claim.metadata();
        return isUsable()
                && claimName.equals(metadata.name())
                && claimNamespace.equals(metadata.namespace())
                && (claimUid().isEmpty()
                        || metadata.uid().isEmpty()
                        || claimUid().equals(metadata.uid()))
                && traits.holds(claim.traits());
    }
}
