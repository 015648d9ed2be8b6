/**
 * The only writer of the state that reviews are decided on: it makes batches of changes into new states.
 *
 * <p>Way in: {@link io.kosmosadmission.cluster.state.StateWriter}.
 *
 * <p>Shown by: {@code StateWriterTest}.
 */
package io.kosmosadmission.cluster.state;
