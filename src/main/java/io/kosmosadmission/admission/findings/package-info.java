/**
 * Finds what to warn of in the cluster as it is now: nodes, rules, homes, and conflicts that no review could refuse.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.Findings}.
 *
 * <p>Shown by: {@code FindingsTest}, {@code ConflictFindingsTest}.
 */
package io.kosmosadmission.admission.findings;
