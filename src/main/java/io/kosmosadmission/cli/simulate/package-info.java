/**
 * What {@code simulate} reads and prints.
 *
 * <p>Way in: {@link io.kosmosadmission.cli.simulate.SimulatedClusterReader}, {@link
 * io.kosmosadmission.cli.simulate.SimulationText}.
 *
 * <p>Shown by: {@code SimulateCommandTest}.
 */
package io.kosmosadmission.cli.simulate;
