package io.kosmosadmission.kube;

/** What keeps pods without a toleration off a node. */
public record Taint(String key, String value, String effect) {}
