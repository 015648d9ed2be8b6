/**
 * Work that goes on beside the reviews. {@link io.kosmosadmission.background.Daemon} is the thread that such work runs on,
 * {@link io.kosmosadmission.background.LastMessage} keeps it from saying the same at every look.
 */
package io.kosmosadmission.background;
