/**
 * The webhook's server: HTTPS, health, metrics, certificates, and the warm-up before the first review of others.
 *
 * <p>Way in: {@link io.kosmosadmission.server.Server}.
 *
 * <p>Shown by: {@code ServerTest}, {@code GoldenCasesOverHttpsTest}.
 */
package io.kosmosadmission.server;
