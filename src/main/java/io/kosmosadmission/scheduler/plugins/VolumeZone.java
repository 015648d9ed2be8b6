package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.SchedulerVolume;
import io.kosmosadmission.scheduler.state.NodeState;
import io.kosmosadmission.scheduler.state.PodClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The zone that a volume's labels say.
 *
 * <p>Filter: for each zone or region label of the volumes that the pod's claims name, the node's label has one of its values, which
 * are parted by {@code __}; for an old label of the volume the node's new one counts, too. A node without any of the four labels
 * passes. Generic ephemeral volumes aren't looked at.
 *
 * <p>Source: volumezone/volume_zone.go getPVbyPod, Filter.
 */
final class VolumeZone {

    private static final List<String> ELSEWHERE = List.of("node(s) had no available volume zone");

    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String REGION = "topology.kubernetes.io/region";

    /** The labels by what they are called today. */
    private static final Map<String, String> LABELS = Map.of(
            "failure-domain.beta.kubernetes.io/zone",
            ZONE,
            "failure-domain.beta.kubernetes.io/region",
            REGION,
            ZONE,
            ZONE,
            REGION,
            REGION);

    private record Place(String label, Set<String> values) {}

    private VolumeZone() {}

    static Filter filter(List<PodClaim> claims) {
        List<Place> places = new ArrayList<>();
        for (PodClaim claim : claims) {
            if (!claim.ephemeral()) {
                claim.volume().ifPresent(volume -> places.addAll(places(volume)));
            }
        }
        return places.isEmpty() ? Filter.SKIPPED : node -> isThere(places, node) ? Filter.PASSES : ELSEWHERE;
    }

    private static List<Place> places(SchedulerVolume volume) {
        List<Place> places = new ArrayList<>();
        for (String label : LABELS.keySet()) {
            String values = volume.labels().get(label);
            if (values != null) {
                places.add(new Place(label, Set.of(values.split("__", -1))));
            }
        }
        return places;
    }

    private static boolean isThere(List<Place> places, NodeState node) {
        Map<String, String> labels = node.node().node().labels();
        if (LABELS.keySet().stream().noneMatch(labels::containsKey)) {
            return true;
        }
        for (Place place : places) {
            String today = labels.getOrDefault(LABELS.getOrDefault(place.label(), place.label()), "");
            if (!place.values().contains(labels.getOrDefault(place.label(), today))) {
                return false;
            }
        }
        return true;
    }
}
