/**
 * A cluster that is read from files: a folder of manifests, a dump, or the example in the program.
 *
 * <p>Way in: {@link io.kosmosadmission.manifests.ManifestSource} for the webhook,
 * {@link io.kosmosadmission.manifests.ManifestFolder} for the command line.
 *
 * <p>Shown by: {@code ManifestSourceTest}, {@code ManifestFolderTest}.
 */
package io.kosmosadmission.manifests;
