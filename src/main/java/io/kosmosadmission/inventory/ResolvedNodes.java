package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.store.Store;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.Node;
import java.util.Comparator;
import java.util.List;

/** The nodes as a configuration resolves them: the providers that they belong to, and the indexes over them. */
record ResolvedNodes(Providers providers, NodeLabelIndex labels, AttachIndex attaching) {

    static ResolvedNodes of(Configuration configuration, Store store) {
        List<Node> nodes = store.all(Kind.NODE).values();
        nodes.sort(Comparator.comparing(Node::name));
        Providers providers = Providers.of(configuration, nodes);
        return new ResolvedNodes(
                providers, new NodeLabelIndex(providers), new AttachIndex(providers, store.all(Kind.CSI_NODE)));
    }

    /** Returns the same nodes with the drivers that the store's CSINodes register. */
    ResolvedNodes withDriversOf(Store store) {
        return new ResolvedNodes(providers, labels, new AttachIndex(providers, store.all(Kind.CSI_NODE)));
    }
}
