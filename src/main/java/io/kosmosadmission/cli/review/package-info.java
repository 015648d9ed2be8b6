/**
 * Reviews manifests as an API server would have them reviewed, one after the other, and prints what would be said and
 * changed.
 *
 * <p>Way in: {@link io.kosmosadmission.cli.review.ManifestReview}.
 *
 * <p>Shown by: {@code ReviewCommandTest}.
 */
package io.kosmosadmission.cli.review;
