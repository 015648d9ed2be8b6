package io.kosmosadmission.kube;

/** A volume of a pod whose source can belong to a provider; all others are left out by the reader. */
public record Volume(String name, VolumeSource source) {}
