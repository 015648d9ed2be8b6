/**
 * The objects of an inventory as they are stored: persistent maps and indexes of which a change copies only what it
 * touches, in a form without what decisions read only under review, with one copy of what repeats.
 *
 * <p>Way in: {@link io.kosmosadmission.inventory.store.Store} and {@link
 * io.kosmosadmission.inventory.store.ObjectChanges}.
 *
 * <p>Shown by: {@code TransformTest}, {@code PersistentMapTest}, {@code InternerTest}.
 */
package io.kosmosadmission.inventory.store;
