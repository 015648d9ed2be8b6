package io.kosmosadmission.manifests;

import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.rules.RulesText;
import java.io.IOException;
import java.util.Optional;

/** The objects and the rules that were read from manifests. */
record ClusterRead(ClusterObjects objects, Optional<RulesText> rules) {

    static ClusterRead of(Manifests manifests) throws IOException {
        ObjectCollector collector = new ObjectCollector();
        Optional<RulesText> rules = manifests.readInto(collector);
        return new ClusterRead(collector.collected(), rules);
    }
}
