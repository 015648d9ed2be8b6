package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.HostPort;
import io.kosmosadmission.scheduler.PodSpec;
import io.kosmosadmission.scheduler.state.NodeState;
import java.util.List;

/**
 * Ports of the node that the pod's containers and sidecars ask for.
 *
 * <p>Filter: no pod on the node has the same port and protocol on the same address; an address that isn't named is all of them.
 *
 * <p>Source: nodeports/node_ports.go fitsPorts; kube-scheduler/framework HostPortInfo.CheckConflict.
 */
final class NodePorts {

    static final String REASON = "node(s) didn't have free ports for the requested pod ports";

    private static final List<String> TAKEN = List.of(REASON);

    private NodePorts() {}

    static Filter filter(PodSpec spec) {
        List<HostPort> wanted = spec.demand().hostPorts();
        return wanted.isEmpty() ? Filter.SKIPPED : node -> isFree(wanted, node) ? Filter.PASSES : TAKEN;
    }

    private static boolean isFree(List<HostPort> wanted, NodeState node) {
        for (HostPort taken : node.hostPorts()) {
            for (HostPort port : wanted) {
                if (port.clashes(taken)) {
                    return false;
                }
            }
        }
        return true;
    }
}
