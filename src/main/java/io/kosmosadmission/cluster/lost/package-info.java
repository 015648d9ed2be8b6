/**
 * Which providers are lost: decided by one replica, recorded for all replicas, and taken from there by all.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.lost.LossCheck} decides; {@link
 * io.kosmosadmission.cluster.lost.LostRecord} and {@link io.kosmosadmission.cluster.lost.OwnRecord} keep it.
 *
 * <p>Shown by: {@code LossCheckTest}, {@code LostAfterIT}.
 */
package io.kosmosadmission.cluster.lost;
