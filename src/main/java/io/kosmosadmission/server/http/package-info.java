/**
 * From a request's head to its answer, on the connection's event loop; what takes longer runs elsewhere, bounded.
 *
 * <p>Way in: {@link io.kosmosadmission.server.http.ReviewRoutes}.
 *
 * <p>Shown by: {@code cases/wire}, {@code StatusCodesTest}, {@code SlowBodiesTest}.
 */
package io.kosmosadmission.server.http;
