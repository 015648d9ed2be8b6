package io.kosmosadmission.kube;

/** A node's taint, which keeps off pods that don't tolerate it. */
public record Taint(String key, String value, String effect) {}
