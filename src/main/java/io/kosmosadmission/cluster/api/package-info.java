/**
 * The connection to the API server and single requests to it: look-ups of objects, Events.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.api.ClusterConnection}.
 *
 * <p>Shown by: {@code ApiServerTest}, {@code ClusterConnectionTest}, {@code RightsIT}.
 */
package io.kosmosadmission.cluster.api;
