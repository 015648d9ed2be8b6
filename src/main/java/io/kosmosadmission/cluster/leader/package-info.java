/**
 * What only one replica may do, and the look through what is there that all replicas take.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.leader.LeaderLease}, {@link
 * io.kosmosadmission.cluster.leader.InventoryChecks}.
 *
 * <p>Shown by: {@code RightsIT}, {@code StorageRacesIT}, {@code ReplicasIT}.
 */
package io.kosmosadmission.cluster.leader;
