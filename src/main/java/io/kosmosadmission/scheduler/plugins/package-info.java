/**
 * The scheduler's plugins, a file each, with its own names. A filter says why a node can't have the pod, a score how well it
 * suits. The comment of each is its formula, with the place in Kubernetes' source, below pkg/scheduler/framework/plugins, where
 * it stands.
 *
 * <p>Way in: {@link io.kosmosadmission.scheduler.plugins.Filters}, {@link io.kosmosadmission.scheduler.plugins.Scores}.
 *
 * <p>Shown by: {@code SimulateIT}, {@code NodePluginsTest}, {@code ResourcePluginsTest},
 * {@code PodTopologySpreadTest}, {@code InterPodAffinityTest}, {@code VolumePluginsTest}.
 */
package io.kosmosadmission.scheduler.plugins;
