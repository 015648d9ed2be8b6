package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.manifests.ManifestFolder;
import io.kosmosadmission.reading.UnreadableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the manifests that the command line names. A List is replaced by its items. */
public final class ManifestInput {

    private static final String STANDARD_INPUT = "-";

    private final InputStream in;

    public ManifestInput(InputStream in) {
        this.in = in;
    }

    /** Reads the manifests of files, folders and {@code -}, the standard input. Throws where they hold none. */
    public List<Manifest> read(List<String> names) throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        for (String name : names) {
            if (name.equals(STANDARD_INPUT)) {
                InputStream text = new BufferedInputStream(in);
                read(text, "stdin", looksLikeJson(text), manifests);
                continue;
            }
            for (Path file : new ManifestFolder(Path.of(name)).files()) {
                try (InputStream text = ManifestFolder.open(file)) {
                    read(text, file.toString(), file.toString().endsWith(".json"), manifests);
                }
            }
        }
        if (manifests.isEmpty()) {
            throw new UnreadableException("there are no manifests in " + String.join(", ", names));
        }
        return manifests;
    }

    /** Returns whether the text begins with a brace. JSON has its own parser, since the YAML parser refuses tabs. */
    private static boolean looksLikeJson(InputStream text) throws IOException {
        text.mark(1 << 12);
        int first = text.read();
        for (int skipped = 0; Character.isWhitespace(first) && skipped < 1 << 10; skipped++) {
            first = text.read();
        }
        text.reset();
        return first == '{';
    }

    private static void read(InputStream text, String file, boolean isJson, List<Manifest> manifests)
            throws IOException {
        for (Trees.Document document : Trees.documents(text, file, isJson)) {
            add(document.tree(), file, document.line(), manifests);
        }
    }

    private static void add(JsonNode tree, String file, int line, List<Manifest> manifests) throws UnreadableException {
        if (tree.path("items").isArray()) {
            for (JsonNode item : tree.path("items")) {
                add(item, file, line, manifests);
            }
            return;
        }
        boolean complete = tree.path("apiVersion").isTextual()
                && tree.path("kind").isTextual()
                && tree.path("metadata").isObject();
        if (!complete) {
            throw new UnreadableException(
                    file + ":" + line + ": not a manifest: apiVersion, kind and metadata are required");
        }
        manifests.add(new Manifest(file, line, (ObjectNode) tree));
    }
}
