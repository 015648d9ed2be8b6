package io.kosmosadmission.placement;

import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PodAffinityTerm;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what binds a pod to the provider of other pods: a required podAffinity of its own whose topologyKey is the provider
 * label, or a label of which no two providers share a value. What must keep such pods on different providers would leave all
 * but the first of them Pending.
 *
 * <p>Reads the pod's required podAffinity, and of the providers that are left to it the nodes and declared pools that bear
 * the provider label. Which pods the affinity selects plays no part: they may come and go.
 */
final class BoundTogether {

    private static final String HOSTNAME = "kubernetes.io/hostname";

    private BoundTogether() {}

    /** Returns the topologyKey of the first such term; empty where there is none. */
    static Optional<String> by(PodContext context) {
        for (PodAffinityTerm term : context.pod().affinity().pods().required()) {
            if (isOfOneProvider(term.topologyKey(), context)) {
                return Optional.of(term.topologyKey());
            }
        }
        return Optional.empty();
    }

    /** Returns for people what the term means beside a word that keeps pods on different providers. */
    static String sentence(String topologyKey) {
        return "its required podAffinity over " + topologyKey
                + " puts it on the provider of other pods, and both together would leave it Pending";
    }

    private static boolean isOfOneProvider(String key, PodContext context) {
        if (key.equals(context.providerLabel()) || key.equals(HOSTNAME)) {
            return true;
        }
        Map<String, String> bearers = new HashMap<>();
        for (Provider provider : context.providers().all()) {
            boolean shares = context.target().contains(provider.name())
                    && labels(provider)
                            .filter(labels -> labels.containsKey(context.providerLabel()) && labels.containsKey(key))
                            .anyMatch(labels -> !provider.name()
                                    .equals(bearers.computeIfAbsent(labels.get(key), value -> provider.name())));
            if (shares) {
                return false;
            }
        }
        return true;
    }

    private static Stream<Map<String, String>> labels(Provider provider) {
        return Stream.concat(
                provider.nodes().stream().map(Node::labels),
                provider.elasticPools().stream().map(ElasticPool::nodeLabels));
    }
}
