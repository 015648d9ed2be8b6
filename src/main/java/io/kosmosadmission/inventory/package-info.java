/**
 * The objects of the cluster, resolved against the configuration and indexed for decisions: immutable, so that reviews
 * read them without a lock.
 *
 * <p>Way in: {@link io.kosmosadmission.inventory.Inventory} to read,
 * {@link io.kosmosadmission.inventory.ObjectCollector} to make one from objects,
 * {@link io.kosmosadmission.inventory.InventoryWriter} to make one from another by applying changes.
 *
 * <p>Shown by: every case that has a cluster; {@code InventoryChangesTest} shows that an inventory made by changes
 * answers like one made from scratch.
 */
package io.kosmosadmission.inventory;
