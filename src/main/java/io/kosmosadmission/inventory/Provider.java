package io.kosmosadmission.inventory;

import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.Taint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider as it is now.
 *
 * @param drained whether its pods should go elsewhere: it is Drained by the configuration, or lost
 * @param lostSince from when none of its nodes was ready; empty unless that is why it is drained
 * @param labelled whether any node or declared pool has the provider label with this provider's name
 * @param unlabelledNodes whether any of its nodes lacks the provider label
 * @param nodes its nodes, by the provider label or by its configured node terms
 * @param taints the taints of its nodes that a pod may tolerate to run there: the configured ones, else those of its
 *     nodes and declared pools whose key is the provider label and whose value is its name. Never those that mark a
 *     node as broken, leaving, or kept for a device.
 * @param provisioners the configured drivers of its block storage
 * @param fileProvisioners the configured drivers of its file services
 */
public record Provider(
        String name,
        Optional<Platform> platform,
        boolean drained,
        Optional<Instant> lostSince,
        boolean labelled,
        boolean unlabelledNodes,
        List<Node> nodes,
        List<Taint> taints,
        List<String> provisioners,
        List<String> fileProvisioners,
        Map<String, String> attachLabels,
        List<ElasticPool> elasticPools) {

    public Provider {
        nodes = List.copyOf(nodes);
        taints = List.copyOf(taints);
    }

    /** Returns whether it has a node, or a declared pool has its label. The nodes' conditions don't matter. */
    public boolean live() {
        return labelled || !nodes.isEmpty();
    }

    /** Returns whether the node bears all attachLabels, so that they do not keep the provider's volumes off it. */
    public boolean bearsAttachLabels(Node node) {
        for (Map.Entry<String, String> label : attachLabels.entrySet()) {
            if (!label.getValue().equals(node.labels().get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }

    public boolean lost() {
        return lostSince.isPresent();
    }
}
