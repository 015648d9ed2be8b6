/**
 * The platform team's file as values: modes, providers, boundaries, rules and their words, storage. Whatever is wrong
 * with a file was found before these records are made.
 *
 * <p>Way in: {@link io.kosmosadmission.config.Configuration}.
 *
 * <p>Shown by: {@code cases/configuration}.
 */
package io.kosmosadmission.config;
