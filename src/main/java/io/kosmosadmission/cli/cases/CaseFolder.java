package io.kosmosadmission.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.reading.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of a case. It notes each file that is read, since a file that nobody reads shows nothing. */
final class CaseFolder {

    static final String EXPECT = "expect.yaml";
    static final String OBJECT = "object.yaml";
    static final String OLD = "old.yaml";
    static final String USER = "user.yaml";
    static final String PATCHED = "patched.yaml";
    static final String RULES = "rules.yaml";
    static final String BODY = "request.body";
    static final String CLUSTER = "cluster";
    /** Says for people what a shared cluster is. */
    static final String README = "README.md";

    private final Path folder;
    private final Set<String> used = new TreeSet<>();
    private Optional<Path> sharedCluster = Optional.empty();

    CaseFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the cases in or below a folder, in the order of their paths. A folder that has an object or a body but no
     * expect.yaml is a case too: it fails.
     */
    static List<Path> find(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        collect(root, found);
        return found;
    }

    private static void collect(Path folder, List<Path> found) throws IOException {
        if (Stream.of(EXPECT, OBJECT, BODY).anyMatch(name -> Files.exists(folder.resolve(name)))) {
            found.add(folder);
            return;
        }
        for (Path child : children(folder)) {
            if (Files.isDirectory(child)) {
                collect(child, found);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !isHidden(child)).sorted().toList();
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Returns what the case expects. Throws where it can't be read. */
    Expectation expectation() throws IOException {
        return Expectation.read(object(EXPECT).orElseThrow(() -> new UnreadableException("expect.yaml is missing")));
    }

    Optional<byte[]> bytes(String name) throws IOException {
        Path file = path(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        used.add(name);
        return Optional.of(Files.readAllBytes(file));
    }

    Optional<String> text(String name) throws IOException {
        return bytes(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Returns the one object in a file; empty where there is no such file. Throws where the file holds anything else.
     */
    Optional<ObjectNode> object(String name) throws IOException {
        Optional<byte[]> bytes = bytes(name);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        List<JsonNode> documents = Trees.documents(new ByteArrayInputStream(bytes.get()), name);
        JsonNode only = documents.size() == 1 ? documents.get(0) : null;
        if (!(only instanceof ObjectNode object)) {
            throw new UnreadableException(name + " must hold one object");
        }
        return Optional.of(object);
    }

    /**
     * Returns the manifests of the cluster by their names for messages, in the order of these: those of the shared one
     * that is named, else the case's own.
     */
    Map<String, byte[]> cluster(Optional<String> shared) throws IOException {
        Path own = path(CLUSTER);
        if (shared.isEmpty()) {
            return Files.isDirectory(own) ? manifests(own, CLUSTER) : Map.of();
        }
        if (Files.exists(own)) {
            throw new UnreadableException("expect.yaml: cluster: the case has a folder cluster of its own, too");
        }
        Path cluster = SharedClusters.named(shared.get(), folder);
        sharedCluster = Optional.of(cluster);
        return manifests(cluster, nameOf(cluster));
    }

    private Map<String, byte[]> manifests(Path cluster, String nameOfCluster) throws IOException {
        Map<String, byte[]> manifests = new LinkedHashMap<>();
        for (Path file : children(cluster)) {
            if (file.toString().endsWith(".yaml")) {
                String name = nameOfCluster + "/" + file.getFileName();
                manifests.put(name, Files.readAllBytes(file));
                used.add(name);
            }
        }
        return manifests;
    }

    private static String nameOf(Path sharedCluster) {
        return SharedClusters.FOLDER + "/" + sharedCluster.getFileName();
    }

    /** Returns the files that nobody read, those of the shared cluster too. */
    List<String> unused() throws IOException {
        List<String> names = new ArrayList<>(namesIn(folder, ""));
        if (sharedCluster.isPresent()) {
            String prefix = nameOf(sharedCluster.get()) + "/";
            names.addAll(namesIn(sharedCluster.get(), prefix));
            names.remove(prefix + README);
        }
        names.removeAll(used);
        return names;
    }

    private static List<String> namesIn(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !Files.isDirectory(file) && !isHidden(file))
                    .map(file -> prefix + folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
