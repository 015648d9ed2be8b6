/**
 * The configuration of a live cluster: from its ConfigMap, or from a file instead; and the last good one.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.rules.RulesSource}.
 *
 * <p>Shown by: {@code LiveClusterIT}.
 */
package io.kosmosadmission.cluster.rules;
