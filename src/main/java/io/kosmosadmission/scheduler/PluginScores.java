package io.kosmosadmission.scheduler;

/**
 * What one plugin says of the feasible nodes, in their order.
 *
 * @param plugin its name in the scheduler's configuration and log
 * @param raw before the scores are brought to 0 to 100
 * @param normalized from 0 to 100, before the weight
 */
public record PluginScores(String plugin, int weight, long[] raw, long[] normalized) {}
