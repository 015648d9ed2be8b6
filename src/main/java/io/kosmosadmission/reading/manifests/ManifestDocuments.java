package io.kosmosadmission.reading.manifests;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.reading.ManifestPlace;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.ObjectSink;
import io.kosmosadmission.reading.yaml.YamlTokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Splits a text of manifests into objects, as kubectl does: any number of documents in YAML or JSON, each an object or a
 * list of objects, and lists may be nested. What can't be read is told, and the rest is read.
 */
public final class ManifestDocuments {

    /** Characters of JSON after which it isn't read again as YAML, which may be written in braces, too. */
    private static final int MOST_AGAIN = 1 << 20;

    private static final JsonFactory JSON = new JsonFactory();

    private final String file;
    private final ManifestRemarks remarks;
    private final ObjectSink sink;
    private int document;
    /** Whether the sink got an object of the document that is being read. */
    private boolean handed;

    /** file is the name for messages. */
    public ManifestDocuments(String file, ManifestRemarks remarks, ObjectSink sink) {
        this.file = file;
        this.remarks = remarks;
        this.sink = sink;
    }

    /** Hands each object of the text to the sink. Throws where the stream itself can't be read. */
    public void read(InputStream text) throws IOException {
        DocumentReader documents = new DocumentReader(text);
        while (documents.next()) {
            if (documents.afterSeparator().isEmpty()) {
                document(documents);
            } else {
                document++;
                refuse(documents, documents.firstLine() - 1, "nothing else may stand on the line of ---");
            }
        }
    }

    private void document(DocumentReader documents) throws IOException {
        int before = document;
        try {
            BufferedReader text = new BufferedReader(documents);
            if (!beginsWithBrace(text) || !isJson(text, documents)) {
                document = before;
                roots(yaml(text, documents), 0, documents);
            }
        } catch (JsonProcessingException broken) {
            document = Math.max(document, before + 1);
            int line = line(broken, documents);
            documents.skipRest();
            refuse(documents, documents.unprintableLine().orElse(line), reason(broken));
        }
    }

    /** Returns the line in the file; the document's first where a limit of the parser was met, which tells no place. */
    private static int line(JsonProcessingException broken, DocumentReader documents) {
        if (broken.getLocation() == null) {
            return documents.firstLine();
        }
        int offset = broken.getProcessor() instanceof YamlTokens ? 0 : documents.firstLine() - 1;
        return offset + broken.getLocation().getLineNr();
    }

    private static String reason(JsonProcessingException broken) {
        return broken.getOriginalMessage().lines().findFirst().orElse("");
    }

    private static boolean beginsWithBrace(BufferedReader text) throws IOException {
        text.mark(MOST_AGAIN);
        int first = text.read();
        for (int skipped = 1; Character.isWhitespace(first) && skipped < MOST_AGAIN; skipped++) {
            first = text.read();
        }
        text.reset();
        return first == '{';
    }

    /** Returns false, with nothing read, where the text isn't JSON: it may be YAML in braces. */
    private boolean isJson(BufferedReader text, DocumentReader documents) throws IOException {
        text.mark(MOST_AGAIN);
        JsonParser parser = JSON.createParser(text).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        try {
            roots(parser, documents.firstLine() - 1, documents);
            return true;
        } catch (JsonProcessingException broken) {
            if (handed) {
                throw broken;
            }
            try {
                text.reset();
            } catch (IOException tooFar) {
                throw broken;
            }
            return false;
        }
    }

    private YamlTokens yaml(BufferedReader text, DocumentReader documents) {
        return new YamlTokens(text, documents.firstLine(), (field, parser) -> {
            int line = parser.currentTokenLocation().getLineNr();
            remarks.note(new ManifestPlace(file, line, document)
                    .message("field \"" + field + "\" is written twice: the last one counts, as for kubectl"));
        });
    }

    /** Reads the values that follow each other in a document: JSON may have several, YAML has one. */
    private void roots(JsonParser parser, int linesBefore, DocumentReader documents) throws IOException {
        handed = false;
        while (parser.nextToken() != null) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                continue; // an empty document
            }
            document++;
            ObjectSplitter splitter = new ObjectSplitter(
                    sink,
                    remarks,
                    line -> new ManifestPlace(file, linesBefore + line, document),
                    place -> refuse(documents, place.line(), ObjectSink.NO_MANIFEST));
            try {
                splitter.read(parser);
            } finally {
                handed |= splitter.handed();
            }
        }
    }

    private void refuse(DocumentReader documents, int line, String why) {
        Optional<ProjectFile> known = ProjectFile.named(file);
        if (known.isPresent()) {
            remarks.note(file + ": " + known.get().note());
            return;
        }
        remarks.error(new ManifestPlace(file, line, document)
                .message(documents.looksLikeTemplate() ? ObjectSink.TEMPLATE : why));
    }
}
