/**
 * Decides reviews: a request and the state of the cluster become a decision. Pure: no client, logger or clock.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.Reviewer}; {@link io.kosmosadmission.admission.Findings} for what is
 * there without a review.
 *
 * <p>Shown by: all cases.
 */
package io.kosmosadmission.admission;
