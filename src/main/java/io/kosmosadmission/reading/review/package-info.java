/**
 * AdmissionReviews: reads a request in one pass over its bytes, and writes its answer.
 *
 * <p>Way in: {@link io.kosmosadmission.reading.review.ReviewReader}, {@link
 * io.kosmosadmission.reading.review.AnswerWriter}.
 *
 * <p>Shown by: {@code cases/wire}.
 */
package io.kosmosadmission.reading.review;
