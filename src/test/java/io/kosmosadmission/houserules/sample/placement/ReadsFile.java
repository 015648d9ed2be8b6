package io.kosmosadmission.houserules.sample.placement;

import java.nio.file.Path;

/** Guilty: a pure room reads a file. */
public final class ReadsFile {
    private ReadsFile() {}

    public static Path path() {
        return Path.of("");
    }
}
