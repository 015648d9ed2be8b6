package io.kosmosadmission.manifests;

import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.reading.ManifestReader;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.ManifestText;
import io.kosmosadmission.reading.ObjectSink;
import io.kosmosadmission.reading.UnreadableException;
import io.kosmosadmission.rules.FileErrors;
import io.kosmosadmission.rules.FileWatcher;
import io.kosmosadmission.rules.RulesText;
import io.kosmosadmission.rules.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file of manifests, or a folder with *.yaml, *.yml and *.json at any depth, in the order of their paths.
 *
 * <p>Names that begin with a dot are skipped. A mounted ConfigMap has such: its files are links into {@code ..data}, a
 * link that is swapped when the ConfigMap changes. Each real file is read once, however many links lead to it.
 */
public final class ManifestFolder implements Manifests {

    private final Path path;

    public ManifestFolder(Path path) {
        this.path = path;
    }

    /**
     * Returns the file itself, or all manifests of the folder. Throws UnreadableException where there is no such file,
     * or the folder has none.
     */
    public List<Path> files() throws IOException {
        if (!Files.isDirectory(path)) {
            if (!Files.exists(path)) {
                throw FileErrors.explained(path, new NoSuchFileException(path.toString()));
            }
            return List.of(path);
        }
        List<Path> found = new ArrayList<>();
        try {
            collect(path, new HashSet<>(), found);
        } catch (IOException unreadable) {
            throw FileErrors.explained(path, unreadable);
        }
        if (found.isEmpty()) {
            throw new UnreadableException(path + " holds no manifests: no *.yaml, *.yml or *.json");
        }
        return found;
    }

    private static void collect(Path folder, Set<Path> seen, List<Path> found) throws IOException {
        for (Path child : children(folder)) {
            boolean isFolder = Files.isDirectory(child);
            if ((isFolder || isManifest(child)) && seen.add(child.toRealPath())) {
                if (isFolder) {
                    collect(child, seen, found);
                } else {
                    found.add(child);
                }
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isManifest(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    @Override
    public String fingerprint() throws IOException {
        StringBuilder print = new StringBuilder();
        for (Path file : files()) {
            print.append(FileWatcher.fingerprint(file)).append('\n');
        }
        return print.toString();
    }

    @Override
    public Optional<RulesText> readInto(ObjectCollector collector, ManifestRemarks remarks) throws IOException {
        ManifestReader reader = new ManifestReader(collector);
        eachObject(remarks, (place, apiVersion, kind, object) -> reader.readObject(apiVersion, kind, object));
        return reader.rules()
                .map(text -> new RulesText(ManifestReader.RULES_CONFIG_MAP + "/" + ManifestReader.RULES_KEY, text));
    }

    @Override
    public void eachObject(ManifestRemarks remarks, ObjectSink sink) throws IOException {
        for (Path file : files()) {
            try (InputStream text = TextFile.open(file)) {
                ManifestText.objects(text, file.toString(), remarks, sink);
            } catch (IOException unreadable) {
                remarks.error(FileErrors.explained(file, unreadable).getMessage());
            }
        }
    }

    @Override
    public String describe() {
        return path.toString();
    }
}
