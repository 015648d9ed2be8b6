/**
 * Places a pod: combines what its boundaries, its claims and its rule add, and computes what parts that aren't enforced
 * would add.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.placing.Placer}.
 *
 * <p>Shown by: {@code cases/placement}, {@code cases/boundaries}.
 */
package io.kosmosadmission.admission.placing;
