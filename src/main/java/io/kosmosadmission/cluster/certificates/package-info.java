/**
 * Certificates that are made, trusted and replaced without a hand: every replica reads Secret and webhook
 * configurations, the holder of the lease writes them.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.certificates.ManagedCertificates}.
 *
 * <p>Shown by: {@code CertificateObjectsTest}, {@code ManagedCertificatesIT}.
 */
package io.kosmosadmission.cluster.certificates;
