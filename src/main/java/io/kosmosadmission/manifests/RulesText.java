package io.kosmosadmission.manifests;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.reading.ConfigurationReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The platform team's file as it is written; name begins each of its errors. */
public record RulesText(String name, String text) {

    /** A sentence says why, where it can't be read. */
    public static RulesText ofFile(Path file) throws IOException {
        try {
            return new RulesText(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw FileErrors.explained(file, unreadable);
        }
    }

    /** The configuration, or all that is wrong with it. */
    public Configuration configuration() throws WrongRulesException {
        ConfigurationReader.Result read = new ConfigurationReader().read(name, text);
        if (!read.isValid()) {
            throw new WrongRulesException(
                    read.errors().stream().map(Object::toString).toList());
        }
        return read.configuration();
    }
}
