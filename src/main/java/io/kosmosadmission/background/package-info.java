/**
 * Work beside the reviews: its threads, and messages that are said once.
 *
 * <p>Way in: {@link io.kosmosadmission.background.Daemon}, {@link io.kosmosadmission.background.LastMessage}.
 *
 * <p>Shown by: {@code DaemonTest}, {@code LastMessageTest}.
 */
package io.kosmosadmission.background;
