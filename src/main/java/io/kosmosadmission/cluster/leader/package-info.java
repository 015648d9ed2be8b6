/**
 * The work that only one replica may do, and the search for findings that all replicas do.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.leader.LeaderLease},
 * {@link io.kosmosadmission.cluster.leader.InventoryChecks}, {@link io.kosmosadmission.cluster.leader.NodeLabeller}.
 *
 * <p>Shown by: {@code HolderWorkTest}, {@code RightsIT}, {@code LabelNodesIT}, {@code StorageRacesIT}, {@code ReplicasIT}.
 */
package io.kosmosadmission.cluster.leader;
