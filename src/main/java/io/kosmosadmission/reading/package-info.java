/**
 * The one reader of foreign text and writer of answers. Whatever is read here may be hostile: each shape is checked, and
 * what is wrong is said with its place.
 *
 * <p>Way in: {@link io.kosmosadmission.reading.ReviewCodec} for reviews, {@link
 * io.kosmosadmission.reading.ConfigurationReader} for the platform team's file, {@link
 * io.kosmosadmission.reading.ManifestReader} for manifests, {@link io.kosmosadmission.reading.ReceivedObject} for what
 * an API server sends.
 *
 * <p>Shown by: {@code cases/wire}, {@code cases/configuration}.
 */
package io.kosmosadmission.reading;
