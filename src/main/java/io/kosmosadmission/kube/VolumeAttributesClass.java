package io.kosmosadmission.kube;

/** Attributes that a volume can be given (IOPS, throughput), and the CSI driver that applies them. */
public record VolumeAttributesClass(String name, String driverName) implements KubernetesObject {}
