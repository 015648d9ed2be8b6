/**
 * The operations that give a pod its additions, from what was recorded while the pod was read: no tree, no difference.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.patch.JsonPatch}.
 *
 * <p>Shown by: every case with a {@code patched.yaml}.
 */
package io.kosmosadmission.admission.patch;
