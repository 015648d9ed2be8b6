/**
 * What the holder of the lease has found and all replicas must know, after a restart too: kept in a ConfigMap, a key for
 * each of such facts, and watched by all.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.record.SharedRecord}.
 *
 * <p>Shown by: {@code LostAfterIT}, {@code CanaryIT}.
 */
package io.kosmosadmission.cluster.record;
