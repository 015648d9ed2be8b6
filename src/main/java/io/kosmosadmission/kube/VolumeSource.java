package io.kosmosadmission.kube;

import java.util.function.Function;

/** The source of a pod's volume, for the sources that can belong to a provider. */
public sealed interface VolumeSource {

    /** A claim of the pod's namespace. */
    record Claim(String claimName) implements VolumeSource {}

    /** A generic ephemeral volume: its claim is made from this template after the pod. */
    record Ephemeral(PersistentVolumeClaim template) implements VolumeSource {}

    /**
     * An inline CSI volume or a FlexVolume by its driver's name, or an in-tree source by its plugin's name
     * ({@code kubernetes.io/aws-ebs}).
     */
    record Driver(String driver) implements VolumeSource {}

    default <T> T match(Function<Claim, T> claim, Function<Ephemeral, T> ephemeral, Function<Driver, T> driver) {
        if (this instanceof Claim it) {
            return claim.apply(it);
        }
        return this instanceof Ephemeral it ? ephemeral.apply(it) : driver.apply((Driver) this);
    }
}
