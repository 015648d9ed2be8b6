package io.kosmosadmission.cli;

import io.kosmosadmission.cluster.ClusterAddress;
import io.kosmosadmission.cluster.ClusterContents;
import io.kosmosadmission.cluster.ClusterListing;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.manifests.Manifests;
import io.kosmosadmission.reading.ManifestReader;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.ObjectSink;
import io.kosmosadmission.rules.RulesText;
import java.io.IOException;
import java.util.Optional;

/** Reads a live cluster once, for commands that end. */
record ClusterManifests(ClusterAddress address) implements Manifests {

    @Override
    public String fingerprint() {
        return address.toString();
    }

    @Override
    public Optional<RulesText> readInto(ObjectCollector collector, ManifestRemarks remarks) throws IOException {
        return ClusterContents.readInto(collector, address)
                .map(text -> new RulesText(ManifestReader.RULES_CONFIG_MAP + "/" + ManifestReader.RULES_KEY, text));
    }

    @Override
    public void eachObject(ManifestRemarks remarks, ObjectSink sink) throws IOException {
        ClusterListing.each(address, remarks, sink);
    }

    @Override
    public String describe() {
        return "the cluster";
    }
}
