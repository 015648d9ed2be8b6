/**
 * One file for each word that a rule can use, and the group of pods among which one is placed.
 *
 * <p>Way in: {@link io.kosmosadmission.placement.RulePlacement}.
 *
 * <p>Shown by: {@code cases/placement}.
 */
package io.kosmosadmission.placement;
