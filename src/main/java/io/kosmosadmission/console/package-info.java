/**
 * The console: what the webhook sees and decides, shown in a browser, on a port of its own that only the loopback
 * interface has. It changes nothing. Its pages are templates in {@code src/main/resources/console}, its pictures SVG.
 *
 * <p>Way in: {@link io.kosmosadmission.console.Console}; what it shows comes from {@link
 * io.kosmosadmission.console.Answers}.
 *
 * <p>Shown by: {@code ConsoleTest}.
 */
package io.kosmosadmission.console;
