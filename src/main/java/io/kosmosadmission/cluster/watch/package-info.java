/**
 * Informers: each kind is listed once and watched from then on, as partial objects that hold our own records.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.watch.Informers}.
 *
 * <p>Shown by: {@code OptionalInformerTest}, {@code ResourceVersionsTest}, {@code ClusterSourceIT}, {@code
 * ApiServerAwayIT}.
 */
package io.kosmosadmission.cluster.watch;
