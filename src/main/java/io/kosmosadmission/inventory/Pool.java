package io.kosmosadmission.inventory;

import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.kube.Node;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An elastic pool as it is declared, with the labels that tell its nodes from others.
 *
 * @param ownLabels sorted by key: the declared labels that no node outside of the pool has now. Where there are none,
 *     all declared labels but the provider label; where that is the only one, the provider label.
 */
public record Pool(ElasticPool declared, Map<String, String> ownLabels) {

    static Pool of(ElasticPool declared, String providerLabel, Collection<Node> nodes) {
        Map<String, String> others = new TreeMap<>(declared.labels());
        others.remove(providerLabel);
        Map<String, String> own = new TreeMap<>(others);
        for (Node node : nodes) {
            if (!own.isEmpty() && !isIn(declared, node)) {
                own.entrySet()
                        .removeIf(label -> label.getValue().equals(node.labels().get(label.getKey())));
            }
        }
        Map<String, String> telling = own.isEmpty() ? others : own;
        return new Pool(
                declared, Collections.unmodifiableMap(telling.isEmpty() ? new TreeMap<>(declared.labels()) : telling));
    }

    private static boolean isIn(ElasticPool declared, Node node) {
        return node.labels().entrySet().containsAll(declared.labels().entrySet());
    }
}
