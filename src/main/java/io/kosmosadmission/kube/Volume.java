package io.kosmosadmission.kube;

/** A volume of a pod whose source can belong to a provider. The reader leaves out all other volumes. */
public record Volume(String name, VolumeSource source) {}
