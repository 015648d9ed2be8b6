package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.store.PersistentMap;
import io.kosmosadmission.inventory.store.Store;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Node;
import java.util.Comparator;
import java.util.List;

/** What the nodes come to under a configuration: whose they are, and the indexes over them. */
record ResolvedNodes(Providers providers, NodeLabelIndex labels, AttachIndex attaching) {

    static ResolvedNodes of(Configuration configuration, Store holdings) {
        List<Node> nodes = holdings.nodes().values();
        nodes.sort(Comparator.comparing(Node::name));
        Providers providers = Providers.of(configuration, nodes);
        return new ResolvedNodes(
                providers, new NodeLabelIndex(providers), new AttachIndex(providers, holdings.csiNodes()));
    }

    /** The same nodes, with what they register now. */
    ResolvedNodes with(PersistentMap<String, CSINode> csiNodes) {
        return new ResolvedNodes(providers, labels, new AttachIndex(providers, csiNodes));
    }
}
