/**
 * Work that goes on beside the reviews: its threads, and what it says once.
 *
 * <p>Way in: {@link io.kosmosadmission.background.Daemon}, {@link io.kosmosadmission.background.LastMessage}.
 *
 * <p>Shown by: {@code DaemonTest}, {@code LastMessageTest}.
 */
package io.kosmosadmission.background;
