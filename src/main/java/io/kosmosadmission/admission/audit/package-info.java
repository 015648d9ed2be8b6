/**
 * Finds what is there and isn't as the rules would have it: pods that lack what they would be given now, run outside
 * of a boundary or crowd on one provider, and objects that would be refused.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.Audit}.
 *
 * <p>Shown by: {@code AuditFoldersTest}.
 */
package io.kosmosadmission.admission.audit;
