package io.kosmosadmission.console;

import io.kosmosadmission.simulation.SimulationResult;
import java.time.Instant;

/**
 * What the loss of providers comes to.
 *
 * @param at when that was computed
 * @param picture the pods by provider, before and after, as SVG
 */
public record Simulated(Instant at, SimulationResult result, String picture) {}
