/**
 * The home of a claim, the conflicts between a pod and its claims, and what a pod is given to follow them.
 *
 * <p>Way in: {@link io.kosmosadmission.storage.Homes}, {@link io.kosmosadmission.storage.Conflicts}, {@link
 * io.kosmosadmission.storage.Following}.
 *
 * <p>Shown by: {@code cases/storage}.
 */
package io.kosmosadmission.storage;
