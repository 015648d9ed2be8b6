package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.manifests.ManifestFolder;
import io.kosmosadmission.reading.ManifestPlace;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.ManifestText;
import io.kosmosadmission.reading.ObjectSink;
import io.kosmosadmission.reading.UnreadableException;
import io.kosmosadmission.rules.FileErrors;
import io.kosmosadmission.rules.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the manifests that the command line names. A List is replaced by its items. */
public final class ManifestInput {

    private static final String STANDARD_INPUT = "-";

    private final InputStream in;
    private final ManifestRemarks remarks;
    private final List<Manifest> manifests = new ArrayList<>();

    /** remarks are told what can't be read. */
    public ManifestInput(InputStream in, ManifestRemarks remarks) {
        this.in = in;
        this.remarks = remarks;
    }

    /** Reads the manifests of files, folders and {@code -}, the standard input. Tells where they hold none. */
    public List<Manifest> read(List<String> names) {
        for (String name : names) {
            Path path = Path.of(name);
            try {
                if (name.equals(STANDARD_INPUT)) {
                    read(in, "stdin");
                    continue;
                }
                for (Path file : new ManifestFolder(path).files()) {
                    read(file);
                }
            } catch (IOException unreadable) {
                remarks.error(FileErrors.explained(path, unreadable).getMessage());
            }
        }
        if (manifests.isEmpty() && !remarks.hasErrors()) {
            remarks.error("there are no manifests in " + String.join(", ", names));
        }
        return List.copyOf(manifests);
    }

    /** Reads the manifests of the text that is given; name is for messages. Tells where there are none. */
    public List<Manifest> readText(String name) {
        try {
            read(in, name);
        } catch (IOException unreadable) {
            remarks.error(String.valueOf(unreadable.getMessage()));
        }
        if (manifests.isEmpty() && !remarks.hasErrors()) {
            remarks.error("there are no manifests in it");
        }
        return List.copyOf(manifests);
    }

    private void read(Path file) {
        try (InputStream text = TextFile.open(file)) {
            read(text, file.toString());
        } catch (IOException unreadable) {
            remarks.error(FileErrors.explained(file, unreadable).getMessage());
        }
    }

    private void read(InputStream text, String file) throws IOException {
        ManifestText.objects(text, file, remarks, this::add);
    }

    private void add(ManifestPlace place, String apiVersion, String kind, JsonParser parser) throws IOException {
        ObjectNode object = Trees.JSON.readTree(parser);
        if (!object.path("metadata").isObject()) {
            throw new UnreadableException(ObjectSink.NO_MANIFEST);
        }
        for (String field : List.of("name", "generateName", "namespace")) {
            if (object.at("/metadata/" + field).asText().contains("{{")) {
                throw new UnreadableException(ObjectSink.TEMPLATE);
            }
        }
        if (!object.path("apiVersion").asText().equals(apiVersion) && apiVersion.startsWith("apps/")) {
            completeSelector(object);
        }
        object.put("apiVersion", apiVersion).put("kind", kind);
        manifests.add(new Manifest(place, object));
    }

    /** Writes the selector that the version before apps/v1 had where none was written: the labels of the template. */
    private static void completeSelector(ObjectNode workload) {
        JsonNode labels = workload.at("/spec/template/metadata/labels");
        if (workload.at("/spec/selector").isMissingNode() && labels.isObject()) {
            ObjectNode selector = workload.objectNode();
            selector.set("matchLabels", labels.deepCopy());
            ((ObjectNode) workload.get("spec")).set("selector", selector);
        }
    }
}
