package io.kosmosadmission.storage;

import io.kosmosadmission.kube.PersistentVolumeClaim;
import java.util.Optional;

/**
 * A volume of a pod and its home.
 *
 * @param name the claim's name, or the volume's where there is no claim to name
 * @param subject for people: {@code claim "data"}, {@code ephemeral volume "scratch"}
 * @param claim the claim, where it is known
 * @param hasVolume whether there is a volume already, which stays where it is
 */
public record VolumeUse(
        String name, String subject, Home home, Optional<PersistentVolumeClaim> claim, boolean hasVolume) {}
