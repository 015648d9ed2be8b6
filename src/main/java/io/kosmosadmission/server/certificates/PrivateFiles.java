package io.kosmosadmission.server.certificates;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes new files into a folder. Each file has its final permissions from its first byte; no file is replaced. */
final class PrivateFiles {

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path folder;

    PrivateFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    void write(String name, String text, boolean ownerOnly) throws IOException {
        Path file = folder.resolve(name);
        try (SeekableByteChannel channel = Files.newByteChannel(file, NEW, permissions(ownerOnly))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private FileAttribute<?>[] permissions(boolean ownerOnly) {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0]; // Windows: the folder's own rights are inherited
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(ownerOnly ? "rw-------" : "rw-r--r--"))
        };
    }
}
