/**
 * Certificates apart from where they come from: how they are made and read, and the plan by which the managed ones are
 * replaced while somebody calls. It holds keys in memory and never writes one.
 *
 * <p>Way in: {@link io.kosmosadmission.certificates.RotationPlan} says what to do next, {@link
 * io.kosmosadmission.certificates.CertificateSource} is what the server is given, {@link
 * io.kosmosadmission.certificates.PemPair} reads, {@link io.kosmosadmission.certificates.CertificateMaker} makes.
 *
 * <p>Shown by: {@code RotationPlanTest}, {@code RotationSimulationTest}, {@code CertificateMakerTest}, {@code
 * PemPairTest}, {@code ManagedCertificatesIT}.
 */
package io.kosmosadmission.certificates;
