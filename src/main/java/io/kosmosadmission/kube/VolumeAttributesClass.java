package io.kosmosadmission.kube;

/** Attributes that volumes may be given later (IOPS, throughput), and the CSI driver that knows them. */
public record VolumeAttributesClass(String name, String driverName) implements KubernetesObject {}
