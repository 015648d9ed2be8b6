package io.kosmosadmission.cli.cases;

import io.kosmosadmission.reading.NearestWord;
import io.kosmosadmission.reading.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Clusters that several cases share: each is a folder of manifests in a folder named {@code clusters}. A case sees the
 * nearest one: that of the folder around it, else of the folder around that, and so on.
 */
final class SharedClusters {

    static final String FOLDER = "clusters";

    private SharedClusters() {}

    /** Returns the folder of the cluster that a case names. */
    static Path named(String name, Path caseFolder) throws IOException {
        Path from = caseFolder.toAbsolutePath().normalize();
        Path clusters = nearest(from)
                .orElseThrow(() -> new UnreadableException("expect.yaml: cluster: there is no folder " + FOLDER + " in "
                        + from.getParent() + " or in a folder above it"));
        List<String> names = names(clusters);
        if (!names.contains(name)) {
            throw new UnreadableException("expect.yaml: cluster: there is no \"" + name + "\" in " + clusters
                    + NearestWord.to(name, names)
                            .map(near -> ", did you mean \"" + near + "\"?")
                            .orElse(""));
        }
        return clusters.resolve(name);
    }

    private static Optional<Path> nearest(Path from) {
        return Stream.iterate(from.getParent(), above -> above != null, Path::getParent)
                .map(above -> above.resolve(FOLDER))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static List<String> names(Path clusters) throws IOException {
        try (Stream<Path> children = Files.list(clusters)) {
            return children.filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
