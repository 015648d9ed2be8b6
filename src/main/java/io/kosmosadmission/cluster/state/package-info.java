/**
 * The one writer of the state that reviews are decided on: changes become a new state in batches.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.state.StateWriter}.
 *
 * <p>Shown by: {@code StateWriterTest}.
 */
package io.kosmosadmission.cluster.state;
