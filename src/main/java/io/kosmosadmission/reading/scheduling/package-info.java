/**
 * Reads what the scheduler reads of objects beside what reviews do: requests, priorities, ports, allocatable, limits.
 *
 * <p>Way in: {@link io.kosmosadmission.reading.SchedulerClusterReader}.
 *
 * <p>Shown by: {@code SchedulerClusterReaderTest}, {@code SimulateIT}.
 */
package io.kosmosadmission.reading.scheduling;
