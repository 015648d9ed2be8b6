/**
 * Kubernetes' objects as decisions read them: records with Kubernetes' own names, whose constructors copy and default,
 * so that there is no null and no mutable list behind a reader. They also hold the scheduler's arithmetic on single
 * values: whether a term matches labels, whether a toleration tolerates a taint.
 *
 * <p>Way in: {@link io.kosmosadmission.kube.Kind}, one constant a kind; {@link io.kosmosadmission.kube.PodView}, the pod
 * under review; {@link io.kosmosadmission.kube.PodAdditions}, what is added to it.
 *
 * <p>Shown by: no cases of its own; every case reads these records.
 */
package io.kosmosadmission.kube;
