/**
 * Makes the operations that put additions into a pod, from what was recorded while the pod was read. There is no tree
 * of the pod to compare with.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.patch.JsonPatch} for a pod that is created, {@link
 * io.kosmosadmission.admission.patch.KeptPatch} for one that is applied again.
 *
 * <p>Shown by: every case with a {@code patched.yaml}.
 */
package io.kosmosadmission.admission.patch;
