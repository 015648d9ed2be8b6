/**
 * The informers: they list each kind once and watch it from then on, as partial objects with our own records.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.watch.Informers}.
 *
 * <p>Shown by: {@code OptionalInformerTest}, {@code ResourceVersionsTest}, {@code ClusterSourceIT},
 * {@code ApiServerAwayIT}.
 */
package io.kosmosadmission.cluster.watch;
