/**
 * Which rules hold, and when files are read again: the written rules where they are good, else the last good ones; one
 * watcher of files, for rules, manifests and certificates.
 *
 * <p>Way in: {@link io.kosmosadmission.rules.RulesInForce} decides, {@link io.kosmosadmission.rules.CurrentRules} keeps the
 * rules from one change to the next, {@link io.kosmosadmission.rules.RulesFile} takes them from a file; {@link
 * io.kosmosadmission.rules.FileWatcher} watches files.
 *
 * <p>Shown by: {@code RulesInForceTest}, {@code RulesFileTest}, {@code FileWatcherTest}.
 */
package io.kosmosadmission.rules;
