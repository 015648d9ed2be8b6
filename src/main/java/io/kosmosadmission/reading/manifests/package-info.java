/**
 * Splits texts of manifests into the objects of their documents and lists, as kubectl does, and names what can't be read.
 *
 * <p>Way in: {@link io.kosmosadmission.reading.manifests.ManifestDocuments}.
 *
 * <p>Shown by: {@code ManifestFolderTest}, {@code ReviewedInputTest}.
 */
package io.kosmosadmission.reading.manifests;
