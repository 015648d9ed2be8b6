/**
 * What happens where a provider goes: its nodes are gone, its pods are made again through the same review, and placed by
 * the scheduler's arithmetic on what is left and on elastic pools.
 *
 * <p>Way in: {@link io.kosmosadmission.simulation.Simulation}.
 *
 * <p>Shown by: {@code SimulationTest}, {@code SimulateCommandTest}, {@code SimulateLossIT}.
 */
package io.kosmosadmission.simulation;
