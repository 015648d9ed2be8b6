package io.kosmosadmission.inventory;

/** What the cluster holds, resolved against the configuration: an immutable snapshot. */
public final class Inventory {}
