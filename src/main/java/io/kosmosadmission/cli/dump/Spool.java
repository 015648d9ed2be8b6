package io.kosmosadmission.cli.dump;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.cli.review.Trees;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps objects in a file of our own while all names become known, since a large cluster doesn't fit into memory. The
 * file may be read by nobody else, and is gone once this is closed.
 */
final class Spool implements AutoCloseable {

    private final Path file;
    private final OutputStream objects;

    private Spool(Path file) throws IOException {
        this.file = file;
        this.objects = new BufferedOutputStream(Files.newOutputStream(file));
    }

    static Spool open() throws IOException {
        return new Spool(Files.createTempFile("kosmos-admission-", ".json"));
    }

    void write(ObjectNode object) throws IOException {
        objects.write(Trees.JSON.writeValueAsString(object).getBytes(StandardCharsets.UTF_8));
        objects.write('\n');
    }

    /** Hands on all objects, in the order in which they were written. */
    void each(ClusterDump.Sink sink) throws IOException {
        objects.flush();
        try (InputStream text = Files.newInputStream(file);
                JsonParser parser = Trees.JSON.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                sink.take(Trees.JSON.readTree(parser));
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            objects.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
