/**
 * Which configuration holds: the written one where it is good, else the last good one; and the watcher of files.
 *
 * <p>Way in: {@link io.kosmosadmission.rules.RulesInForce}, {@link io.kosmosadmission.rules.FileWatcher}.
 *
 * <p>Shown by: {@code RulesInForceTest}, {@code FileWatcherTest}.
 */
package io.kosmosadmission.rules;
