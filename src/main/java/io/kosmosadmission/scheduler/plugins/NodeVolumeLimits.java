package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.state.AttachedVolume;
import io.kosmosadmission.scheduler.state.NodeState;
import io.kosmosadmission.scheduler.state.PodClaim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many volumes a node's CSI drivers can attach.
 *
 * <p>Filter: for each driver of the pod's volumes for which the node's CSINode says a number: volumes of the pods on the node and of
 * its VolumeAttachments, each once, + the pod's volumes that aren't among these ≤ that number.
 *
 * <p>Left out: in-tree volumes that a CSI driver has taken over.
 *
 * <p>Source: nodevolumelimits/csi.go Filter.
 */
final class NodeVolumeLimits {

    private static final List<String> EXCEEDED = List.of("node(s) exceed max volume count");

    private NodeVolumeLimits() {}

    static Filter filter(List<PodClaim> claims) {
        Set<AttachedVolume> wanted = new HashSet<>();
        claims.forEach(claim -> claim.attached().ifPresent(wanted::add));
        return wanted.isEmpty() ? Filter.SKIPPED : node -> isExceeded(wanted, node) ? EXCEEDED : Filter.PASSES;
    }

    private static boolean isExceeded(Set<AttachedVolume> wanted, NodeState node) {
        Map<String, Integer> limits = node.node().volumeLimits();
        if (limits.isEmpty()) {
            return false;
        }
        Map<String, Integer> more = new HashMap<>();
        for (AttachedVolume volume : wanted) {
            if (!node.holds(volume)) {
                more.merge(volume.driver(), 1, Integer::sum);
            }
        }
        for (Map.Entry<String, Integer> driver : more.entrySet()) {
            Integer limit = limits.get(driver.getKey());
            if (limit != null && node.attached(driver.getKey()) + driver.getValue() > limit) {
                return true;
            }
        }
        return false;
    }
}
