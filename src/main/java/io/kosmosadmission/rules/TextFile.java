package io.kosmosadmission.rules;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what the command line names: a file, or a pipe such as {@code /dev/stdin}. */
public final class TextFile {

    private static final int BUFFER = 1 << 16;

    private TextFile() {}

    /** Opens a file of any size. Throws an UnreadableException that says for people why it can't be read. */
    public static InputStream open(Path file) throws IOException {
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a folder");
            }
            // The stream of a channel asks for the position, which a pipe doesn't have.
            boolean isPipe = Files.exists(file) && !Files.isRegularFile(file);
            InputStream stream = isPipe ? new FileInputStream(file.toFile()) : Files.newInputStream(file);
            return new BufferedInputStream(stream, BUFFER);
        } catch (IOException unreadable) {
            throw FileErrors.explained(file, unreadable);
        }
    }
}
