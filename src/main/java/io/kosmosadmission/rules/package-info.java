/**
 * Decides which rules hold: the written rules if they are good, else the last good ones. Has the one watcher of files,
 * for rules, manifests and certificates.
 *
 * <p>Way in: {@link io.kosmosadmission.rules.RulesInForce} decides, {@link io.kosmosadmission.rules.CurrentRules} holds
 * the rules from one change to the next, {@link io.kosmosadmission.rules.RulesFile} takes them from a file;
 * {@link io.kosmosadmission.rules.FileWatcher} watches files.
 *
 * <p>Shown by: {@code RulesInForceTest}, {@code RulesFileTest}, {@code FileWatcherTest}.
 */
package io.kosmosadmission.rules;
