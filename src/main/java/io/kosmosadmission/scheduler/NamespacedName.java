package io.kosmosadmission.scheduler;

/** The namespace and the name of an object. */
public record NamespacedName(String namespace, String name) {}
