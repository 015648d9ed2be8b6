/**
 * Binds the platform team's file to the configuration, and says all that is wrong with it at once.
 *
 * <p>Way in: {@link io.kosmosadmission.reading.rules.ConfigurationBinder}.
 *
 * <p>Shown by: {@code cases/configuration}.
 */
package io.kosmosadmission.reading.rules;
