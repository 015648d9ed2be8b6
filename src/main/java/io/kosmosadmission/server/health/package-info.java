/**
 * What must hold before API servers are sent here.
 *
 * <p>Way in: {@link io.kosmosadmission.server.health.ReadinessChecks}.
 *
 * <p>Shown by: {@code HealthTest}.
 */
package io.kosmosadmission.server.health;
