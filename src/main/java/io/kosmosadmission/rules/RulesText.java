package io.kosmosadmission.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The text of the platform team's file; name begins each of its errors. */
public record RulesText(String name, String text) {

    /** Reads the file. Throws an UnreadableException that says for people why it can't be read. */
    public static RulesText ofFile(Path file) throws IOException {
        try (InputStream text = TextFile.open(file)) {
            return new RulesText(file.toString(), new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw FileErrors.explained(file, unreadable);
        }
    }
}
