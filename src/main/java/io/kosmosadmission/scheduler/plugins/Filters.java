package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.state.NodeState;
import io.kosmosadmission.scheduler.state.PodClaim;
import io.kosmosadmission.scheduler.state.StorageState;
import java.util.List;
import java.util.Optional;

/**
 * The filter plugins in the scheduler's order; the first that refuses a node is the one that is told. Source:
 * apis/config/v1/default_plugins.go.
 */
public final class Filters {

    private final Cycle cycle;
    private final List<Filter> others;
    private final Optional<String> never;

    public Filters(Cycle cycle) {
        this.cycle = cycle;
        StorageState storage = cycle.cluster().storage();
        List<PodClaim> claims = storage.claims(cycle.pod());
        this.never = VolumeBinding.never(claims, storage);
        this.others = List.of(
                        NodePorts.filter(cycle.spec()),
                        this::fit,
                        VolumeRestrictions.filter(claims, storage),
                        NodeVolumeLimits.filter(claims),
                        VolumeBinding.filter(claims, storage),
                        VolumeZone.filter(claims),
                        HardSpread.filter(cycle),
                        AffinityToPods.filter(cycle))
                .stream()
                .filter(filter -> filter != Filter.SKIPPED)
                .toList();
    }

    private List<String> fit(NodeState node) {
        return cycle.resources().fits(node)
                ? Filter.PASSES
                : NodeResourcesFit.refusal(cycle.spec().demand().requests(), node);
    }

    /** Returns why no node can have the pod, whatever it is like; empty where it depends on the node. */
    public Optional<String> never() {
        return never;
    }

    /** Returns why the node can't have the pod; empty where it can. */
    public List<String> refusal(NodeState node) {
        if (never.isPresent()) {
            return List.of(never.get());
        }
        List<String> refusal = cycle.facts().refusal(node.index());
        if (!refusal.isEmpty()) {
            return refusal;
        }
        for (Filter filter : others) {
            refusal = filter.refusal(node);
            if (!refusal.isEmpty()) {
                return refusal;
            }
        }
        return Filter.PASSES;
    }
}
