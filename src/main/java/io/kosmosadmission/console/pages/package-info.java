/**
 * The pages of the console: each answers a question with what its template shows.
 *
 * <p>Way in: {@link io.kosmosadmission.console.pages.MapPage}, the first page.
 *
 * <p>Shown by: {@code ConsolePagesTest}.
 */
package io.kosmosadmission.console.pages;
