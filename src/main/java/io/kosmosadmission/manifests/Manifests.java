package io.kosmosadmission.manifests;

import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.ObjectSink;
import io.kosmosadmission.rules.RulesText;
import java.io.IOException;
import java.util.Optional;

/** Manifests of a cluster's objects: files, or the example in the program. */
public interface Manifests {

    /** Returns a text that differs whenever reading would return something else. */
    String fingerprint() throws IOException;

    /**
     * Reads the objects into the collector; what can't be read is told in the remarks, and the rest is read. Returns
     * the rules that are among the manifests.
     */
    Optional<RulesText> readInto(ObjectCollector collector, ManifestRemarks remarks) throws IOException;

    /**
     * Hands every object to the sink as it is written, the ConfigMap of the rules too; what can't be read is told in the
     * remarks, and the rest is handed on.
     */
    void eachObject(ManifestRemarks remarks, ObjectSink sink) throws IOException;

    /** Reads all objects. Throws an UnreadableException that tells all that can't be read, if anything. */
    default Optional<RulesText> readInto(ObjectCollector collector) throws IOException {
        ManifestRemarks remarks = new ManifestRemarks();
        Optional<RulesText> rules = readInto(collector, remarks);
        remarks.throwErrors();
        return rules;
    }

    /** Returns for people where the manifests are. */
    String describe();
}
