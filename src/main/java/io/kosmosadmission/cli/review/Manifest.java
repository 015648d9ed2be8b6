package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.reading.ManifestPlace;

/** One object of a file, in a version that is still served. */
public record Manifest(ManifestPlace place, ObjectNode object) {}
