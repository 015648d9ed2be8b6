/**
 * Reviews of our own before the first of anybody else, since a cold JVM takes seconds for its first ones.
 *
 * <p>Way in: {@link io.kosmosadmission.server.warmup.WarmUp}.
 *
 * <p>Shown by: {@code WarmUpRequestsTest}.
 */
package io.kosmosadmission.server.warmup;
