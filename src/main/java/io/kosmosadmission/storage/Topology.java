package io.kosmosadmission.storage;

import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.NodeLabelIndex;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Operator;
import io.kosmosadmission.kube.Requirement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells the providers of the nodes and declared pools that a volume's node affinity, or a class's allowedTopologies,
 * select.
 *
 * <p>That is proved where each key is a place: hostname, {@code metadata.name}, zone, region, the provider label, a key
 * under a platform's own prefix, or one that a CSI driver registers. A provider with a declared pool that doesn't say
 * the key stays in, since its nodes may have any value.
 *
 * <p>Nothing is proved by other keys, by a value that no node has, since such nodes may join any provider, or where a
 * node of no known provider is selected.
 */
final class Topology {

    private static final String HOSTNAME = "kubernetes.io/hostname";

    private final Inventory inventory;
    private final Providers providers;
    private final NodeLabelIndex labels;

    Topology(Inventory inventory) {
        this.inventory = inventory;
        this.providers = inventory.providers();
        this.labels = inventory.nodeLabels();
    }

    /**
     * Returns the providers of the selected nodes, with {@link NodeLabelIndex#NOBODY} among them for nodes of no known
     * provider; empty where the terms don't say places that nodes have.
     */
    Set<String> places(List<NodeSelectorTerm> terms) {
        Set<String> selected = new TreeSet<>();
        for (NodeSelectorTerm term : terms) {
            if (!term.isEmpty()) {
                Set<String> ofTerm = places(term);
                if (ofTerm.isEmpty()) {
                    return Set.of();
                }
                selected.addAll(ofTerm);
            }
        }
        return selected;
    }

    /** Returns the providers of the selected nodes, at least one; empty where the terms prove nothing. */
    Optional<Set<String>> proved(List<NodeSelectorTerm> terms) {
        Set<String> selected = terms.isEmpty() ? Set.of() : places(terms);
        return selected.isEmpty() || selected.contains(NodeLabelIndex.NOBODY)
                ? Optional.empty()
                : Optional.of(selected);
    }

    /** Returns the owners of nodes with a value that each requirement accepts; empty where that proves nothing. */
    private Set<String> places(NodeSelectorTerm term) {
        Optional<Set<String>> left = Optional.empty();
        for (Requirement requirement : term.matchExpressions()) {
            left = Optional.of(both(left, byLabel(requirement)));
        }
        for (Requirement requirement : term.matchFields()) {
            left = Optional.of(both(left, bearers(requirement)));
        }
        return left.orElse(Set.of());
    }

    private static Set<String> both(Optional<Set<String>> some, Set<String> more) {
        if (some.isEmpty()) {
            return more;
        }
        Set<String> both = new HashSet<>(some.get());
        both.retainAll(more);
        return both;
    }

    private Set<String> byLabel(Requirement requirement) {
        String key = requirement.key();
        if (key.equals(providers.label())) {
            return byProviderLabel(requirement);
        }
        boolean place = NodeLabelIndex.isPlaceKey(key)
                || labels.isRegistered(key)
                || Platform.ofLabelKey(key).isPresent();
        if (!place || key.equals(NodeSelectorTerm.NAME_FIELD)) { // a label of that name is not the field
            return Set.of();
        }
        Set<String> bearers = bearers(requirement);
        return bearers.isEmpty() || key.equals(HOSTNAME) ? bearers : withPools(bearers, key);
    }

    /** The provider label tells by itself where a value belongs. */
    private Set<String> byProviderLabel(Requirement requirement) {
        Set<String> owners = new HashSet<>();
        for (Provider provider : providers.all()) {
            boolean labelled = provider.labelled() && requirement.matchesValue(provider.name());
            if (labelled || (provider.unlabelledNodes() && requirement.matchesValue(null))) {
                owners.add(provider.name());
            }
        }
        if (requirement.matchesValue(null) && !providers.unknownNodes().isEmpty()) {
            owners.add(NodeLabelIndex.NOBODY);
        }
        return owners;
    }

    private Set<String> bearers(Requirement requirement) {
        if (requirement.operator() != Operator.In) {
            return Set.of();
        }
        Set<String> owners = new HashSet<>();
        for (String value : requirement.values()) {
            Set<String> bearers = labels.bearers(requirement.key(), value);
            if (bearers.isEmpty()) {
                return Set.of();
            }
            owners.addAll(bearers);
        }
        return owners;
    }

    private Set<String> withPools(Set<String> bearers, String key) {
        Optional<Platform> owner = Platform.ofLabelKey(key);
        Set<String> all = bearers;
        for (Provider provider : providers.all()) {
            boolean may = owner.isEmpty()
                    || provider.platform().isEmpty()
                    || provider.platform().equals(owner);
            if (may && !all.contains(provider.name()) && hasPoolWithout(provider, key)) {
                all = new HashSet<>(all);
                all.add(provider.name());
            }
        }
        return all;
    }

    private static boolean hasPoolWithout(Provider provider, String key) {
        for (ElasticPool pool : provider.elasticPools()) {
            if (!pool.nodeLabels().containsKey(key)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the providers that have selected nodes or declare selected pools today, with
     * {@link NodeLabelIndex#NOBODY} among them for nodes of no known provider. It goes through all nodes.
     */
    Set<String> today(List<NodeSelectorTerm> terms) {
        Set<String> owners = new TreeSet<>();
        for (Provider provider : inventory.providers().all()) {
            boolean any = provider.nodes().stream().anyMatch(node -> matches(terms, node))
                    || provider.elasticPools().stream()
                            .anyMatch(pool -> matches(terms, new Node("", pool.nodeLabels(), "", List.of())));
            if (any) {
                owners.add(provider.name());
            }
        }
        if (providers.unknownNodes().stream().anyMatch(node -> matches(terms, node))) {
            owners.add(NodeLabelIndex.NOBODY);
        }
        return owners;
    }

    private static boolean matches(List<NodeSelectorTerm> terms, Node node) {
        return terms.stream().anyMatch(term -> term.matches(node));
    }
}
