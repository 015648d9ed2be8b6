/**
 * Whether the API server calls us: the holder of the lease asks it for a pod that nobody wants, by dry run, and tells what
 * the API server answers.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.canary.Canary}; {@link io.kosmosadmission.admission.CanaryReview} is the other
 * end.
 *
 * <p>Shown by: {@code CanaryAnswerTest}, {@code CallsTest}, {@code CanaryTest}, {@code CanaryIT}, and the cases in {@code
 * canary/}.
 */
package io.kosmosadmission.cluster.canary;
