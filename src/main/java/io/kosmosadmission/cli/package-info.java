/**
 * The command line: a function from arguments and streams to an exit code.
 *
 * <p>Way in: {@link io.kosmosadmission.cli.Program}; a class for each command.
 *
 * <p>Shown by: {@code ProgramTest}, {@code ReviewCommandTest}, {@code RulesCommandTest}, {@code ServeCommandTest}.
 */
package io.kosmosadmission.cli;
