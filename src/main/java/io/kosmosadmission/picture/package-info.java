/**
 * Pictures of what was found, as SVG.
 *
 * <p>Way in: {@link io.kosmosadmission.picture.Svg}.
 *
 * <p>Shown by: {@code AuditPictureTest}.
 */
package io.kosmosadmission.picture;
