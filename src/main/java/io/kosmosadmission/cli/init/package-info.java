/**
 * The command {@code init}: a first file of rules, from what a cluster holds.
 *
 * <p>Way in: {@link io.kosmosadmission.cli.init.FirstRules}.
 *
 * <p>Shown by: {@code InitCommandTest}.
 */
package io.kosmosadmission.cli.init;
