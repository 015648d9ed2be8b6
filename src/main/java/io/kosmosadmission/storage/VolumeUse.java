package io.kosmosadmission.storage;

import io.kosmosadmission.kube.PersistentVolumeClaim;
import java.util.Optional;

/**
 * A volume of a pod and its home.
 *
 * @param name the claim's name, or the volume's name where it names no claim
 * @param subject the volume for people: {@code claim "data"}, {@code ephemeral volume "scratch"}
 * @param claim the claim that the volume names, where it is known, or the claim of an ephemeral volume
 * @param hasVolume whether the storage exists already and stays where it is, as that of an inline volume does
 */
public record VolumeUse(
        String name, String subject, Home home, Optional<PersistentVolumeClaim> claim, boolean hasVolume) {}
