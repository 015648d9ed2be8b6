package io.kosmosadmission.inventory;

import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Requirement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose nodes bear which value, for the labels that can prove something about a provider: hostname, zone, region, and the
 * keys under a platform's own prefix; the field metadata.name is held beside them. Declared elastic pools count as nodes.
 */
public final class NodeLabelIndex {

    /** Stands for the nodes that are no provider's. */
    public static final String NOBODY = "";

    private static final Set<String> PLACE_KEYS = Set.of(
            "kubernetes.io/hostname",
            "topology.kubernetes.io/zone",
            "topology.kubernetes.io/region",
            "failure-domain.beta.kubernetes.io/zone",
            "failure-domain.beta.kubernetes.io/region");

    /** Of all other keys: remembered, since the same few keys come back with every node. */
    private static final Map<String, Set<String>> PROVES_NOTHING = Map.of();

    private final Map<String, Map<String, Set<String>>> bearers = new HashMap<>();

    NodeLabelIndex(Providers providers) {
        for (Provider provider : providers.all()) {
            provider.nodes().forEach(node -> add(node, provider.name()));
            provider.elasticPools().forEach(pool -> add(pool.labels(), provider.name()));
        }
        providers.unknownNodes().forEach(node -> add(node, NOBODY));
    }

    /** Keys whose values belong to places: one value is never borne by nodes of everywhere. */
    public static boolean isPlaceKey(String key) {
        return PLACE_KEYS.contains(key) || key.equals(NodeSelectorTerm.NAME_FIELD);
    }

    private void add(Node node, String owner) {
        add(NodeSelectorTerm.NAME_FIELD, node.name(), owner);
        add(node.labels(), owner);
    }

    private void add(Map<String, String> labels, String owner) {
        labels.forEach((key, value) -> {
            if (!key.equals(NodeSelectorTerm.NAME_FIELD)) { // a label of that name is not the field
                add(key, value, owner);
            }
        });
    }

    private void add(String key, String value, String owner) {
        Map<String, Set<String>> values = bearers.computeIfAbsent(key, NodeLabelIndex::valuesOf);
        if (values == PROVES_NOTHING) {
            return;
        }
        Set<String> known = values.get(value);
        if (known == null) {
            values.put(value, Set.of(owner)); // nearly every value is borne by the nodes of one owner
        } else if (!known.contains(owner)) {
            Set<String> all = new HashSet<>(known);
            all.add(owner);
            values.put(value, Set.copyOf(all));
        }
    }

    private static Map<String, Set<String>> valuesOf(String key) {
        boolean canProve = isPlaceKey(key) || Platform.ofLabelKey(key).isPresent();
        return canProve ? new HashMap<>() : PROVES_NOTHING;
    }

    /** The owners of the nodes with this value; empty where no node has it. */
    public Set<String> bearers(String key, String value) {
        return bearers.getOrDefault(key, Map.of()).getOrDefault(value, Set.of());
    }

    /** Whether a node of this owner has a value of the requirement's key that the requirement accepts. */
    public boolean anyMatches(Requirement requirement, String owner) {
        for (Map.Entry<String, Set<String>> value :
                bearers.getOrDefault(requirement.key(), Map.of()).entrySet()) {
            if (value.getValue().contains(owner) && requirement.matchesValue(value.getKey())) {
                return true;
            }
        }
        return false;
    }
}
