package io.kosmosadmission.realcluster.plane;

import io.kosmosadmission.build.LeftBehind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for as long as someone needs it. All of a build lie side by side in one. */
public record TemporaryFolder(Path path) {

    public static TemporaryFolder create(String name) {
        try {
            Path all = Files.createDirectories(LeftBehind.byThisBuild().folder());
            return new TemporaryFolder(Files.createTempDirectory(all, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
