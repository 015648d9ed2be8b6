/**
 * Pictures of what a command found, as SVG.
 *
 * <p>Way in: {@link io.kosmosadmission.cli.picture.Svg}.
 *
 * <p>Shown by: {@code AuditPictureTest}.
 */
package io.kosmosadmission.cli.picture;
