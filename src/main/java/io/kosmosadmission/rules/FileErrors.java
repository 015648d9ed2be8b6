package io.kosmosadmission.rules;

import io.kosmosadmission.reading.UnreadableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says for people why a file can't be read or written. The JDK's own messages are only the path, or name classes. */
public final class FileErrors {

    private FileErrors() {}

    /** Returns an exception with a message for people; an UnreadableException has one and is returned unchanged. */
    public static UnreadableException explained(Path file, IOException cause) {
        if (cause instanceof UnreadableException explained) {
            return explained;
        }
        return new UnreadableException("can't read " + file + ": " + why(file, cause), cause);
    }

    /** Returns an exception with a message for people: the file can't be written. */
    public static IOException unwritten(Path file, IOException cause) {
        String why = cause instanceof NoSuchFileException ? "its folder isn't there" : why(file, cause);
        return new IOException("can't write " + file + ": " + why, cause);
    }

    private static String why(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it isn't there";
        }
        if (cause instanceof AccessDeniedException) {
            return "access is denied";
        }
        return Files.isDirectory(file) ? "it is a folder" : String.valueOf(cause.getMessage());
    }
}
