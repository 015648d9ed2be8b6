/**
 * What a review needs to know that the inventory lacks.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.live.LookUps}.
 *
 * <p>Shown by: {@code LiveReviewerTest}.
 */
package io.kosmosadmission.admission.live;
