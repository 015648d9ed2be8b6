package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.store.Store;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.Node;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nodes as a configuration resolves them: the providers that they belong to, and the indexes over them. */
record ResolvedNodes(Providers providers, NodeLabelIndex labels, AttachIndex attaching) {

    static ResolvedNodes of(Configuration configuration, Store store) {
        List<Node> nodes = store.all(Kind.NODE).values();
        nodes.sort(Comparator.comparing(Node::name));
        Providers providers = Providers.of(configuration, nodes);
        return new ResolvedNodes(
                providers,
                new NodeLabelIndex(providers, registeredKeys(store)),
                new AttachIndex(providers, store.all(Kind.CSI_NODE)));
    }

    /** Returns the same nodes with the drivers that the store's CSINodes register. */
    ResolvedNodes withDriversOf(Store store) {
        Set<String> keys = registeredKeys(store);
        NodeLabelIndex same = keys.equals(labels.registeredKeys()) ? labels : new NodeLabelIndex(providers, keys);
        return new ResolvedNodes(providers, same, new AttachIndex(providers, store.all(Kind.CSI_NODE)));
    }

    private static Set<String> registeredKeys(Store store) {
        Set<String> keys = new HashSet<>();
        for (CSINode node : store.all(Kind.CSI_NODE).values()) {
            keys.addAll(node.topologyKeys());
        }
        return keys;
    }
}
