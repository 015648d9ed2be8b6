/**
 * Hard limits: what is added to a pod so that its boundaries hold, and whether a final pod proves that they do.
 *
 * <p>Way in: {@link io.kosmosadmission.boundary.Limits} for what is added, {@link
 * io.kosmosadmission.boundary.BoundaryProof} for the proof, {@link io.kosmosadmission.boundary.Draining} for drained
 * providers.
 *
 * <p>Shown by: {@code cases/boundaries}.
 */
package io.kosmosadmission.boundary;
