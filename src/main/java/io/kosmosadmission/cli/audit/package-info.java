/**
 * The command {@code audit}: how its findings are compared and printed.
 *
 * <p>Way in: {@link io.kosmosadmission.cli.audit.AuditedCluster}.
 *
 * <p>Shown by: {@code AuditFoldersTest}.
 */
package io.kosmosadmission.cli.audit;
