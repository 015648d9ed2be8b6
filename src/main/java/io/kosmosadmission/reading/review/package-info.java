/**
 * Reads the request of an AdmissionReview in one pass over its bytes, and writes the answer.
 *
 * <p>Way in: {@link io.kosmosadmission.reading.review.ReviewReader},
 * {@link io.kosmosadmission.reading.review.AnswerWriter}.
 *
 * <p>Shown by: {@code cases/wire}.
 */
package io.kosmosadmission.reading.review;
