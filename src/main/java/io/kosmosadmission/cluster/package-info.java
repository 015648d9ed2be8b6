/**
 * A live cluster: the only room that knows the Kubernetes client.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.ClusterSource} watches it for the webhook, {@link
 * io.kosmosadmission.cluster.ClusterContents} reads it once for the command line; single objects are read through {@link
 * io.kosmosadmission.admission.LiveReader}.
 *
 * <p>Shown by: {@code ClusterSourceIT}, {@code LiveClusterIT}, {@code RightsIT}, {@code OptionalKindsIT}.
 *
 * <p>It needs these rights and no more:
 *
 * <ul>
 *   <li>get, list, watch of volumesnapshots, volumesnapshotcontents, volumesnapshotclasses in snapshot.storage.k8s.io
 *   <li>get, list, watch of nodes, namespaces, persistentvolumes, persistentvolumeclaims, pods
 *   <li>get, list, watch of csinodes, storageclasses, volumeattributesclasses in storage.k8s.io
 *   <li>get, list, watch of deployments, statefulsets, daemonsets, replicasets in apps, and of jobs, cronjobs in batch
 *   <li>create, patch of events
 *   <li>get, patch of the two webhook configurations zz-kosmos-admission in admissionregistration.k8s.io
 * </ul>
 *
 * <p>patch of nodes, only where they are to be given labels,
 *
 * <p>and in namespace kosmos-admission alone:
 *
 * <ul>
 *   <li>get, list, watch of configmap kosmos-admission-rules
 *   <li>get, list, watch, update of configmap kosmos-admission-last-good
 *   <li>get, update of lease kosmos-admission in coordination.k8s.io
 *   <li>get, patch of secret kosmos-admission-tls
 * </ul>
 *
 * <p>and in namespace kosmos-admission-canary:
 *
 * <ul>
 *   <li>create of pods, by dry run
 * </ul>
 *
 * <p>It writes nothing unless it runs in that namespace.
 */
package io.kosmosadmission.cluster;
