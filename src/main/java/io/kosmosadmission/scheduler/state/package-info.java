/**
 * What is known of the nodes and of the pods placed on them while pods are placed one after the other: sums and counts that are
 * kept up to date with each pod, so that placing one doesn't look at all others.
 *
 * <p>Way in: {@link io.kosmosadmission.scheduler.state.ClusterState}.
 *
 * <p>Shown by: {@code RecountTest}, which counts everything again.
 */
package io.kosmosadmission.scheduler.state;
