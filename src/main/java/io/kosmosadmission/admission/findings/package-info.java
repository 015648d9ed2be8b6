/**
 * What is odd in the cluster as it is: nodes, rules, homes, and the conflicts that no review could refuse.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.Findings}.
 *
 * <p>Shown by: {@code FindingsTest}, {@code ConflictFindingsTest}.
 */
package io.kosmosadmission.admission.findings;
