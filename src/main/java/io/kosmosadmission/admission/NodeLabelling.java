package io.kosmosadmission.admission;

import io.kosmosadmission.admission.findings.NodeFindings;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.NodeTerms;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code labelNodes} asks for: nodes that the configured terms count to a provider are given that provider's
 * label.
 *
 * <p>Reads: labelNodes, mode and --max-mode, of which the least strict holds. No override counts, since nodes have no
 * namespace. Adds: the one label. Leaves alone: each node that bears the label, whatever its value, and nodes whose
 * provider isn't known.
 *
 * @param key of the label
 */
public record NodeLabelling(String key, Mode mode) {

    /** A node that lacks the label, and the provider that the configuration counts it to. */
    public record Unlabelled(Node node, String provider) {}

    public static NodeLabelling of(Configuration configuration, Mode maxMode) {
        return new NodeLabelling(
                configuration.providerLabel(),
                configuration.mode().leastStrict(configuration.labelNodes()).leastStrict(maxMode));
    }

    /** Returns whether nodes are given their label, and not only found. */
    public boolean acts() {
        return mode == Mode.Enforce;
    }

    /** Returns the nodes to be given the label now, sorted by provider and name. */
    public List<Unlabelled> unlabelled(Configuration configuration, Providers providers) {
        List<Unlabelled> found = new ArrayList<>();
        for (Provider provider : providers.all()) {
            if (!provider.unlabelledNodes()) {
                continue;
            }
            for (Node node : provider.nodes()) {
                if (!node.labels().containsKey(key)
                        && NodeTerms.lastingProvider(configuration, node).isPresent()) {
                    found.add(new Unlabelled(node, provider.name()));
                }
            }
        }
        return found;
    }

    /**
     * Returns whether a node may be given the label while it is created. Plugin NodeRestriction runs again after a
     * webhook has changed a node, and refuses the registration of a kubelet's node that bears a label of Kubernetes' own
     * prefixes.
     */
    public boolean mayActAtCreation() {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? "" : key.substring(0, slash);
        return !isOrIsBelow(prefix, "kubernetes.io") && !isOrIsBelow(prefix, "k8s.io");
    }

    /** Returns the finding that a node still lacks the label that it is to be given. why says what came between. */
    public Finding notLabelled(Unlabelled node, String why) {
        return NodeFindings.notLabelled(node, key, why);
    }

    /** Returns the finding that our account may not label nodes. why is the API server's own sentence. */
    public Finding forbidden(String why) {
        return Finding.ofRules(
                Finding.Check.NodeLabelForbidden,
                "nodes are not given label " + key + ": this account may not set it; apply k8s/components/label-nodes"
                        + " with providerLabel " + key + ", or take labelNodes out of the rules (" + why + ")");
    }

    private static boolean isOrIsBelow(String prefix, String domain) {
        return prefix.equals(domain) || prefix.endsWith("." + domain);
    }
}
