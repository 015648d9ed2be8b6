/**
 * Splits texts of manifests into the objects of their documents and lists.
 *
 * <p>Way in: {@link io.kosmosadmission.reading.manifests.ManifestDocuments}.
 *
 * <p>Shown by: {@code ManifestFolderTest}, {@code ReviewCommandTest}.
 */
package io.kosmosadmission.reading.manifests;
