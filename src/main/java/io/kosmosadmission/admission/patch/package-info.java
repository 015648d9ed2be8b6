/**
 * Makes the operations that put additions into a pod, from what was recorded while the pod was read. There is no tree
 * of the pod to compare with.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.patch.JsonPatch}.
 *
 * <p>Shown by: every case with a {@code patched.yaml}.
 */
package io.kosmosadmission.admission.patch;
