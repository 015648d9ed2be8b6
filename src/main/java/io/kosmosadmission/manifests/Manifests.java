package io.kosmosadmission.manifests;

import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.rules.RulesText;
import java.io.IOException;
import java.util.Optional;

/** Manifests of a cluster's objects: files, or the example in the program. */
public interface Manifests {

    /** Returns a text that differs whenever reading would return something else. */
    String fingerprint() throws IOException;

    /** Reads all objects into the collector. Returns the rules that are among the manifests. */
    Optional<RulesText> readInto(ObjectCollector collector) throws IOException;

    /** Returns for people where the manifests are. */
    String describe();
}
