/**
 * Reads all text from outside, and writes the answers. The text may be hostile: every shape is checked, and errors say
 * where they are.
 *
 * <p>Way in: {@link io.kosmosadmission.reading.ReviewCodec} for reviews,
 * {@link io.kosmosadmission.reading.SchedulerClusterReader} for a cluster as the scheduler sees it,
 * {@link io.kosmosadmission.reading.ConfigurationReader} for the platform team's file,
 * {@link io.kosmosadmission.reading.ManifestReader} for manifests, {@link io.kosmosadmission.reading.ReceivedObject}
 * for what an API server sends.
 *
 * <p>Shown by: {@code cases/wire}, {@code cases/configuration}.
 */
package io.kosmosadmission.reading;
