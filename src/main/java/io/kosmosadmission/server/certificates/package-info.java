/**
 * The certificate that is served: made on a laptop's first start, and replaced without a restart.
 *
 * <p>Way in: {@link io.kosmosadmission.server.certificates.CertificateFolder}.
 *
 * <p>Shown by: {@code CertificateWatchTest}, {@code CertificateReplacementTest}, {@code ReplicasIT}.
 */
package io.kosmosadmission.server.certificates;
