package io.kosmosadmission.inventory;

import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Indexes which providers' nodes have which values of a label, for the keys that can prove something about a provider:
 * hostname, zone, region, the keys under a platform's own prefix, those that a CSI driver registers, and the field
 * metadata.name. Declared elastic pools count as nodes. Other keys are not indexed.
 */
public final class NodeLabelIndex {

    /** Stands in place of a provider for the nodes whose provider isn't known. */
    public static final String NOBODY = "";

    private static final Set<String> PLACE_KEYS = Set.of(
            "kubernetes.io/hostname",
            "topology.kubernetes.io/zone",
            "topology.kubernetes.io/region",
            "failure-domain.beta.kubernetes.io/zone",
            "failure-domain.beta.kubernetes.io/region");

    /** Marks the other keys. It is stored for each, since the same few keys recur on every node. */
    private static final Map<String, Set<String>> PROVES_NOTHING = Map.of();

    private final Set<String> registeredKeys;
    private final Map<String, Map<String, Set<String>>> bearers = new HashMap<>();
    private final Map<String, Set<String>> owners = new HashMap<>();

    /** registeredKeys are the topology keys that CSI drivers register. */
    NodeLabelIndex(Providers providers, Set<String> registeredKeys) {
        this.registeredKeys = Set.copyOf(registeredKeys);
        for (Provider provider : providers.all()) {
            provider.nodes().forEach(node -> add(node, provider.name()));
            provider.elasticPools().forEach(pool -> add(pool.labels(), provider.name()));
        }
        providers.unknownNodes().forEach(node -> add(node, NOBODY));
    }

    /** Returns whether the values of the key are places. No value of such a key occurs on nodes of all providers. */
    public static boolean isPlaceKey(String key) {
        return PLACE_KEYS.contains(key) || key.equals(NodeSelectorTerm.NAME_FIELD);
    }

    /** Returns whether a CSI driver tells by this key where its volumes can be attached. */
    public boolean isRegistered(String key) {
        return registeredKeys.contains(key);
    }

    Set<String> registeredKeys() {
        return registeredKeys;
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
        Map<String, Set<String>> values = bearers.computeIfAbsent(key, this::valuesOf);
        if (values == PROVES_NOTHING) {
            return;
        }
        owners.computeIfAbsent(key, unseen -> new HashSet<>()).add(owner);
        Set<String> known = values.get(value);
        if (known == null) {
            values.put(value, Set.of(owner)); // nearly every value occurs on nodes of one owner only
        } else if (!known.contains(owner)) {
            Set<String> all = new HashSet<>(known);
            all.add(owner);
            values.put(value, Set.copyOf(all));
        }
    }

    private Map<String, Set<String>> valuesOf(String key) {
        boolean canProve =
                isPlaceKey(key) || isRegistered(key) || Platform.ofLabelKey(key).isPresent();
        return canProve ? new HashMap<>() : PROVES_NOTHING;
    }

    /** Returns whether any node has the label, whatever its key and value. */
    public boolean bears(String key) {
        return bearers.containsKey(key);
    }

    /**
     * Returns the providers whose nodes have this value of the label, with {@link #NOBODY} among them for nodes of no
     * known provider. Empty where no node has it, and for keys that are not indexed.
     */
    public Set<String> bearers(String key, String value) {
        return bearers.getOrDefault(key, Map.of()).getOrDefault(value, Set.of());
    }

    /**
     * Returns whether a node of this owner, a provider or {@link #NOBODY}, has the label, with any value. False for keys
     * that are not indexed.
     */
    public boolean bears(String owner, String key) {
        return owners.getOrDefault(key, Set.of()).contains(owner);
    }
}
