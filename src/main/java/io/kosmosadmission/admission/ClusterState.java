package io.kosmosadmission.admission;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;

/** What one review is decided on: immutable, and read once. */
public record ClusterState(Configuration configuration, Inventory inventory) {}
