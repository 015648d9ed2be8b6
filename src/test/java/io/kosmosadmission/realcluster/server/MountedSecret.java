package io.kosmosadmission.realcluster.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A Secret as kubelets mount it: its files are links through one link, whose rename changes all of them at once. */
public record MountedSecret(Path folder) {
    private static final List<String> FILES = List.of("ca.crt", "tls.crt", "tls.key");
    private static final Path DATA = Path.of("..data");

    /** From now on it holds the files of that folder. */
    public void take(Path files) {
        try {
            Files.createDirectories(folder);
            Path target = Files.createTempDirectory(folder, "..");
            for (String file : FILES) {
                Files.copy(files.resolve(file), target.resolve(file));
                if (!Files.isSymbolicLink(folder.resolve(file))) {
                    Files.createSymbolicLink(folder.resolve(file), DATA.resolve(file));
                }
            }
            Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), target.getFileName());
            Files.move(link, folder.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
