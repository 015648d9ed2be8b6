package io.kosmosadmission.kube;

import java.util.function.Function;

/** Where a pod's volume comes from, as far as it can belong to a provider. */
public sealed interface VolumeSource {

    /** A PersistentVolumeClaim of the pod's namespace. */
    record Claim(String claimName) implements VolumeSource {}

    /** A generic ephemeral volume: its claim is made after the pod, from this template. */
    record Ephemeral(PersistentVolumeClaim template) implements VolumeSource {}

    /** An inline CSI volume, or an in-tree source by its plugin's name ({@code kubernetes.io/aws-ebs}). */
    record Driver(String driver) implements VolumeSource {}

    default <T> T match(Function<Claim, T> claim, Function<Ephemeral, T> ephemeral, Function<Driver, T> driver) {
        if (this instanceof Claim it) {
            return claim.apply(it);
        }
        return this instanceof Ephemeral it ? ephemeral.apply(it) : driver.apply((Driver) this);
    }
}
