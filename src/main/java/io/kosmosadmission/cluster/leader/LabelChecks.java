package io.kosmosadmission.cluster.leader;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.Findings;
import io.kosmosadmission.admission.NodeLabelling;
import io.kosmosadmission.admission.NodeLabelling.Unlabelled;
import io.kosmosadmission.config.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds nodes that are not given their label although labelNodes asks for it. Every replica notices that after a while,
 * even where no lease is held; the one that labels the nodes knows at once, and why.
 */
final class LabelChecks {

    /** Thousands of nodes are labelled within that time. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Mode maxMode;
    private final Optional<NodeLabeller> labeller;
    private Map<String, Instant> since = Map.of();

    /** labeller is empty where nothing may be written. */
    LabelChecks(Mode maxMode, Optional<NodeLabeller> labeller) {
        this.maxMode = maxMode;
        this.labeller = labeller;
    }

    Findings look(ClusterState state, Instant now) {
        NodeLabelling labelling = NodeLabelling.of(state.configuration(), maxMode);
        if (!labelling.acts()) {
            since = Map.of();
            return Findings.NONE;
        }
        List<Finding> found = new ArrayList<>();
        labeller.flatMap(NodeLabeller::forbidden).ifPresent(found::add);
        Map<String, Instant> still = new HashMap<>();
        for (Unlabelled each :
                labelling.unlabelled(state.configuration(), state.inventory().providers())) {
            String node = each.node().name() + "/" + each.node().uid();
            Instant first = since.getOrDefault(node, now);
            still.put(node, first);
            why(each, first, now).ifPresent(why -> found.add(labelling.notLabelled(each, why)));
        }
        since = still;
        return new Findings(found);
    }

    private Optional<String> why(Unlabelled each, Instant first, Instant now) {
        return labeller.flatMap(it -> it.why(each.node()))
                .map(why -> "it could not be given the label: " + why)
                .or(() -> now.isBefore(first.plus(PATIENCE))
                        ? Optional.empty()
                        : Optional.of("nobody has given it the label for " + PATIENCE.toMinutes() + " minutes"));
    }
}
