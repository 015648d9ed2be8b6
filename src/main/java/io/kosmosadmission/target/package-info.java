/**
 * The providers that a pod can run on by its own words, and what proves that the others are out.
 *
 * <p>Way in: {@link io.kosmosadmission.target.Targets}.
 *
 * <p>Shown by: {@code TargetsTest}, and the cases of {@code cases/boundaries} and {@code cases/storage} that are denied.
 */
package io.kosmosadmission.target;
