package io.kosmosadmission.inventory;

import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.Taint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider as it is now. nodes are all that are its, by label or by its nodes terms; labelled says whether some node or
 * declared pool really bears its label, unlabelledNodes whether some node of its lacks it; taints are what its nodes keep
 * pods off with, as far as a pod may tolerate it.
 */
public record Provider(
        String name,
        Optional<Platform> platform,
        boolean drained,
        boolean labelled,
        boolean unlabelledNodes,
        List<Node> nodes,
        List<Taint> taints,
        List<String> provisioners,
        Map<String, String> attachLabels,
        List<ElasticPool> elasticPools) {

    public Provider {
        nodes = List.copyOf(nodes);
        taints = List.copyOf(taints);
    }

    /** While at least one node is its, or a declared pool bears its label; what the nodes' conditions say plays no part. */
    public boolean live() {
        return labelled || !nodes.isEmpty();
    }
}
