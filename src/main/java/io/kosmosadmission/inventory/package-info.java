/**
 * What the cluster holds, resolved against the configuration and indexed for decisions: immutable, so that reviews read
 * it without a lock.
 *
 * <p>Way in: {@link io.kosmosadmission.inventory.Inventory} to read, {@link
 * io.kosmosadmission.inventory.ObjectCollector} to make one from objects, {@link
 * io.kosmosadmission.inventory.InventoryWriter} to make one from the changes to another.
 *
 * <p>Shown by: every case that has a cluster; {@code InventoryChangesTest} shows that changes answer as a new one does.
 */
package io.kosmosadmission.inventory;
