/**
 * What a review needs to know that the inventory lacks.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.live.LiveReview}.
 *
 * <p>Shown by: {@code LiveReviewTest}.
 */
package io.kosmosadmission.admission.live;
