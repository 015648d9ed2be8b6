/**
 * Answers requests on the connection's event loop, from head to answer. What takes longer runs on other threads, of
 * which the number is bounded.
 *
 * <p>Way in: {@link io.kosmosadmission.server.http.ReviewRoutes}.
 *
 * <p>Shown by: {@code cases/wire}, {@code StatusCodesTest}, {@code SlowBodiesTest}.
 */
package io.kosmosadmission.server.http;
