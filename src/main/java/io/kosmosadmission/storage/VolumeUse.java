package io.kosmosadmission.storage;

import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import java.util.List;
import java.util.Optional;

/**
 * A volume of a pod and its home.
 *
 * @param name the claim's name, or the volume's name where it names no claim
 * @param subject the volume for people: {@code claim "data"}, {@code ephemeral volume "scratch"}
 * @param claim the claim that the volume names, where it is known, or the claim of an ephemeral volume
 * @param hasVolume whether the storage exists already and stays where it is, as that of an inline volume does
 * @param topology the nodes that the scheduler holds the volume to, whatever its home is; empty where it may be any
 */
public record VolumeUse(
        String name,
        String subject,
        Home home,
        Optional<PersistentVolumeClaim> claim,
        boolean hasVolume,
        List<NodeSelectorTerm> topology) {

    public VolumeUse {
        topology = List.copyOf(topology);
    }

    /** Returns whether the scheduler lets a pod with the volume run on the node. */
    boolean isReachedFrom(Node node) {
        return topology.isEmpty() || Landing.matchesAny(topology, node);
    }
}
