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

/**
 * The nodes as a configuration resolves them: the providers that they belong to, and the indexes over them.
 *
 * @param settled the nodes whose drivers can be counted on
 * @param lost the providers that are recorded as lost
 */
record ResolvedNodes(
        Providers providers, NodeLabelIndex labels, AttachIndex attaching, SettledDrivers settled, LostProviders lost) {

    static ResolvedNodes of(Configuration configuration, Store store, SettledDrivers settled, LostProviders lost) {
        List<Node> nodes = store.all(Kind.NODE).values();
        nodes.sort(Comparator.comparing(Node::name));
        Providers providers = Providers.of(configuration, nodes, lost);
        return new ResolvedNodes(
                providers,
                new NodeLabelIndex(providers, registeredKeys(store)),
                new AttachIndex(providers, store.all(Kind.CSI_NODE), settled),
                settled,
                lost);
    }

    /** Returns these nodes as the next store has them, resolved again as far as anything differs. */
    ResolvedNodes after(Store before, Store next, Configuration configuration, SettledDrivers nowSettled) {
        if (next.all(Kind.NODE) != before.all(Kind.NODE)) {
            return of(configuration, next, nowSettled, lost);
        }
        boolean sameDrivers = next.all(Kind.CSI_NODE) == before.all(Kind.CSI_NODE) && nowSettled.equals(settled);
        return sameDrivers ? this : withDriversOf(next, nowSettled);
    }

    private ResolvedNodes withDriversOf(Store store, SettledDrivers nowSettled) {
        Set<String> keys = registeredKeys(store);
        NodeLabelIndex same = keys.equals(labels.registeredKeys()) ? labels : new NodeLabelIndex(providers, keys);
        return new ResolvedNodes(
                providers, same, new AttachIndex(providers, store.all(Kind.CSI_NODE), nowSettled), nowSettled, lost);
    }

    private static Set<String> registeredKeys(Store store) {
        Set<String> keys = new HashSet<>();
        for (CSINode node : store.all(Kind.CSI_NODE).values()) {
            keys.addAll(node.topologyKeys());
        }
        return keys;
    }
}
