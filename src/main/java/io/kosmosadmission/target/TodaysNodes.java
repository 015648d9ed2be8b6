package io.kosmosadmission.target;

import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.inventory.NodeLabelIndex;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that there are today, and the next node of each declared elastic pool, by provider.
 *
 * <p>A hostname, {@code kubernetes.io/os} and {@code kubernetes.io/arch} are on every node, since its kubelet sets them, also
 * where a manifest of the node or the declaration of the pool leaves them out.
 */
public final class TodaysNodes {

    /** The label whose value is another one on each node. */
    public static final String HOSTNAME = "kubernetes.io/hostname";

    private static final Map<String, String> USUAL = new ElasticPool("", Map.of(), List.of()).nodeLabels();

    private final Providers providers;

    public TodaysNodes(Providers providers) {
        this.providers = providers;
    }

    /** A test of a node. provider is {@link NodeLabelIndex#NOBODY} where the node's isn't known. */
    public interface Test {
        boolean holds(Node node, String provider);
    }

    /** Returns whether the test holds for any node of the providers of the target. */
    public boolean any(Target target, Test test) {
        for (Provider provider : providers.all()) {
            if (target.contains(provider.name()) && anyOf(provider, test)) {
                return true;
            }
        }
        return target.unlabelled() && anyUnknown(test);
    }

    /** Returns whether the test holds for any node. */
    public boolean any(Test test) {
        for (Provider provider : providers.all()) {
            if (anyOf(provider, test)) {
                return true;
            }
        }
        return anyUnknown(test);
    }

    /** Returns whose nodes the test holds for, those of no known provider last. */
    public List<String> owners(Test test) {
        List<String> owners = new ArrayList<>();
        for (Provider provider : providers.all()) {
            if (anyOf(provider, test)) {
                owners.add(provider.name());
            }
        }
        if (anyUnknown(test)) {
            owners.add(NodeLabelIndex.NOBODY);
        }
        return owners;
    }

    private static boolean anyOf(Provider provider, Test test) {
        for (Node node : provider.nodes()) {
            if (test.holds(node, provider.name())) {
                return true;
            }
        }
        for (ElasticPool pool : provider.elasticPools()) {
            if (test.holds(new Node("", pool.nodeLabels(), "", pool.taints()), provider.name())) {
                return true;
            }
        }
        return false;
    }

    private boolean anyUnknown(Test test) {
        for (Node node : providers.unknownNodes()) {
            if (test.holds(node, NodeLabelIndex.NOBODY)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the node bears the label, whatever its value. */
    public static boolean bears(Node node, String key) {
        return label(node, key) != null;
    }

    /** Returns whether the node fulfils a requirement, be it on a label or on field {@code metadata.name}. */
    public static boolean fulfils(Node node, Requirement requirement) {
        return requirement.matchesValue(
                requirement.key().equals(NodeSelectorTerm.NAME_FIELD) ? node.name() : label(node, requirement.key()));
    }

    /** Returns whether the node fulfils all of a term. */
    public static boolean fulfils(Node node, NodeSelectorTerm term) {
        return !term.isEmpty() && fulfils(node, term.matchExpressions()) && fulfils(node, term.matchFields());
    }

    /** Returns whether the node fulfils all of the requirements. */
    public static boolean fulfils(Node node, List<Requirement> requirements) {
        for (Requirement requirement : requirements) {
            if (!fulfils(node, requirement)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String label(Node node, String key) {
        String value = node.labels().get(key);
        return value != null ? value : key.equals(HOSTNAME) ? node.name() : USUAL.get(key);
    }
}
