/**
 * Reads live what a review needs but the state lacks, and confirms denials.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.live.LiveReview}.
 *
 * <p>Shown by: {@code LiveReviewTest}.
 */
package io.kosmosadmission.admission.live;
