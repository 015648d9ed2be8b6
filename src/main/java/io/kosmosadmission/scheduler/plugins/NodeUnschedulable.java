package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.scheduler.SchedulerNode;
import java.util.List;

/**
 * A cordoned node takes only pods that tolerate its taint.
 *
 * <p>Filter: spec.unschedulable ⇒ the pod tolerates {@code node.kubernetes.io/unschedulable:NoSchedule}.
 *
 * <p>Source: nodeunschedulable/node_unschedulable.go Filter.
 */
final class NodeUnschedulable {

    static final String REASON = "node(s) were unschedulable";

    private static final Taint CORDONED = new Taint(Taint.OF_NODES + "unschedulable", "", "NoSchedule");

    private NodeUnschedulable() {}

    static boolean passes(SchedulerNode node, List<Toleration> tolerations) {
        return !node.unschedulable() || TaintToleration.tolerated(CORDONED, tolerations);
    }
}
