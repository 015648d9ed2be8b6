package io.kosmosadmission.kube;

import java.util.Set;

/**
 * What a claim asks of its volume, or what a volume offers. Many claims and volumes have the same traits, so that these
 * are stored once.
 *
 * @param bytes the requested size or the capacity; {@link Quantity#UNKNOWN} where the object doesn't say
 * @param accessModes empty where the object doesn't say
 * @param block whether the volumeMode is Block; Filesystem is the default
 */
public record VolumeTraits(long bytes, Set<String> accessModes, boolean block) {

    public static final VolumeTraits UNKNOWN = new VolumeTraits(Quantity.UNKNOWN, Set.of(), false);

    public VolumeTraits {
        accessModes = Set.copyOf(accessModes);
    }

    /** Returns whether a volume with these traits is big enough and of the volumeMode; what isn't known is no hindrance. */
    public boolean holds(VolumeTraits asked) {
        return block == asked.block && (bytes == Quantity.UNKNOWN || bytes >= asked.bytes);
    }

    /** Returns whether it also has all the access modes. */
    public boolean offers(VolumeTraits asked) {
        return holds(asked) && (accessModes.isEmpty() || accessModes.containsAll(asked.accessModes));
    }
}
