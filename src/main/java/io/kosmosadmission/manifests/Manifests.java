package io.kosmosadmission.manifests;

import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.rules.RulesText;
import java.io.IOException;
import java.util.Optional;

/** What a cluster holds, written down somewhere. */
public interface Manifests {

    /** Another text whenever what would be read is another. */
    String fingerprint() throws IOException;

    /** Reads all objects into the collector. Returns the rules that were found with them. */
    Optional<RulesText> readInto(ObjectCollector collector) throws IOException;

    /** Where they are, for people. */
    String describe();
}
