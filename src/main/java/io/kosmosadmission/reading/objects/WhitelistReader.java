package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.kube.TolerationsWhitelist;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a namespace's whitelist of tolerations, which is JSON in an annotation. */
final class WhitelistReader {

    private static final JsonFactory JSON = new JsonFactory();

    private static final String NO_EXECUTE = "NoExecute";

    private WhitelistReader() {}

    static TolerationsWhitelist read(Map<String, String> annotations) {
        String text = annotations.getOrDefault(TolerationsWhitelist.ANNOTATION, "");
        if (text.isEmpty()) {
            return TolerationsWhitelist.NONE;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            List<Optional<Toleration>> entries = Shape.list(parser, WhitelistReader::entry);
            if (parser.nextToken() != null) {
                return TolerationsWhitelist.UNREADABLE; // more follows
            }
            return entries.isEmpty()
                    ? TolerationsWhitelist.NONE
                    : new TolerationsWhitelist(
                            true, entries.stream().flatMap(Optional::stream).toList());
        } catch (IOException wrong) {
            return TolerationsWhitelist.UNREADABLE;
        }
    }

    /** Returns an entry; empty for one with tolerationSeconds that count, which permits none without. */
    private static Optional<Toleration> entry(JsonParser parser) throws IOException {
        Toleration read = PodReader.toleration(parser);
        return read.forAWhile() && read.effect().equals(NO_EXECUTE) ? Optional.empty() : Optional.of(read.forGood());
    }
}
