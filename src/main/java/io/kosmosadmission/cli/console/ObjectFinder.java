package io.kosmosadmission.cli.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.manifests.Manifests;
import io.kosmosadmission.reading.ManifestRemarks;
import java.io.IOException;
import java.util.Optional;

/** Finds an object of the cluster, with all of its fields. */
public interface ObjectFinder {

    Optional<ObjectNode> find(Kind<?> kind, String namespace, String name) throws IOException;

    /** Looks through all manifests. As everywhere, the last of several with one name counts. */
    static ObjectFinder in(Manifests manifests) {
        return (kind, namespace, name) -> {
            ObjectNode[] found = new ObjectNode[1];
            manifests.eachObject(new ManifestRemarks(), (place, apiVersion, read, parser) -> {
                if (!read.equals(kind.name())) {
                    parser.skipChildren();
                    return;
                }
                ObjectNode object = Trees.JSON.readTree(parser);
                String where = object.at("/metadata/namespace").asText();
                if (object.at("/metadata/name").asText().equals(name)
                        && (where.isEmpty() ? "default" : where).equals(namespace)) {
                    found[0] = object.put("apiVersion", apiVersion).put("kind", read);
                }
            });
            return Optional.ofNullable(found[0]);
        };
    }
}
