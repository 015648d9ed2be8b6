/**
 * The configuration as it applies in one namespace: which boundaries match a pod, which rule is selected, and in which
 * mode.
 *
 * <p>Way in: {@link io.kosmosadmission.admission.scope.Scope}.
 *
 * <p>Shown by: {@code cases/configuration}.
 */
package io.kosmosadmission.admission.scope;
