package io.kosmosadmission.simulation;

import java.util.OptionalInt;

/** How many more nodes an elastic pool needs. most: how many more it may have; empty where nobody says. */
public record PoolOutcome(String provider, String name, int nodes, OptionalInt most) {}
