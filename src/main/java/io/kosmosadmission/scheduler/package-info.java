/**
 * Where kube-scheduler would put a pod: its default filters and scores, from Kubernetes 1.31 to 1.36, written again over
 * values. A file a plugin; the comment of each is its formula, with the place in Kubernetes' source where that stands.
 *
 * <p>Not modelled: ImageLocality (which images a node has isn't known), DynamicResources, preemption of whole series,
 * extenders, other profiles than the default one. Where a cluster has more than 100 nodes the real scheduler looks at a part
 * of them for each pod, beginning where it ended last; {@link io.kosmosadmission.scheduler.NodeSearch} does so, too, without it
 * every node is judged.
 *
 * <p>Way in: {@link io.kosmosadmission.scheduler.ClusterView}, the nodes and the pods placed on them, and {@link
 * io.kosmosadmission.scheduler.Scheduler#place}, which finds the best nodes of one pod. The view is changed by whoever places
 * the pod.
 *
 * <p>Shown by: {@code SimulateIT}, which holds every score to the log of the real scheduler.
 */
package io.kosmosadmission.scheduler;
