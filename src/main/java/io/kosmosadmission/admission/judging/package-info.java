/**
 * Judges pods after all mutations, claims, and workload templates: what speaks against each, and what of that was there
 * before.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.judging.PodJudge},
 * {@link io.kosmosadmission.admission.judging.ClaimJudge}, {@link io.kosmosadmission.admission.judging.WorkloadJudge},
 * {@link io.kosmosadmission.admission.judging.GuardJudge}.
 *
 * <p>Shown by: {@code cases/storage}, {@code cases/boundaries}, {@code cases/guard}.
 */
package io.kosmosadmission.admission.judging;
