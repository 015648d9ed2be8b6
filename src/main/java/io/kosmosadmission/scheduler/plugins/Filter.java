package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.state.NodeState;
import java.util.List;

/** What one plugin says of one pod on each node. */
interface Filter {

    /** What it says where it lets the pod through. */
    List<String> PASSES = List.of();

    /** A filter that has nothing to do with the pod. */
    Filter SKIPPED = node -> PASSES;

    /** Returns why the pod can't be on the node, in the scheduler's own words; empty where it can. */
    List<String> refusal(NodeState node);
}
