/**
 * What is counted, with labels from closed sets.
 *
 * <p>Way in: {@link io.kosmosadmission.server.metrics.ReviewMetrics}.
 *
 * <p>Shown by: {@code MetricsTest}, {@code ReviewLabelsTest}, {@code RuleHitsTest}, {@code ProviderLossesTest}.
 */
package io.kosmosadmission.server.metrics;
