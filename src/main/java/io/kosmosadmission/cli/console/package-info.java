/**
 * What the console asks, answered by what the commands are made of.
 *
 * <p>Way in: {@link io.kosmosadmission.cli.console.CommandAnswers}.
 *
 * <p>Shown by: {@code ConsolePagesTest}.
 */
package io.kosmosadmission.cli.console;
