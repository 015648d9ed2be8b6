/**
 * The objects of an inventory as they are stored: in persistent maps and indexes, of which a change copies only what it
 * touches; without what decisions read only from objects under review; equal values as one instance.
 *
 * <p>Way in: {@link io.kosmosadmission.inventory.store.Store} and
 * {@link io.kosmosadmission.inventory.store.ObjectChanges}.
 *
 * <p>Shown by: {@code TransformTest}, {@code PersistentMapTest}, {@code InternerTest}.
 */
package io.kosmosadmission.inventory.store;
