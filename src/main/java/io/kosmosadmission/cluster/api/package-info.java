/**
 * Single requests to the API server, and who we are to it: the connection, look-ups of objects, Events.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.api.ClusterConnection}.
 *
 * <p>Shown by: {@code ApiServerTest}, {@code ClusterConnectionTest}, {@code RightsIT}.
 */
package io.kosmosadmission.cluster.api;
