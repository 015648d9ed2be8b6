package io.kosmosadmission.kube;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A constraint on how evenly the selected pods are spread over the values of a node label. */
public record TopologySpreadConstraint(
        int maxSkew,
        String topologyKey,
        String whenUnsatisfiable,
        OptionalInt minDomains,
        Optional<String> nodeAffinityPolicy,
        Optional<String> nodeTaintsPolicy,
        Optional<LabelSelector> labelSelector,
        List<String> matchLabelKeys) {

    public static final String DO_NOT_SCHEDULE = "DoNotSchedule";
    public static final String SCHEDULE_ANYWAY = "ScheduleAnyway";

    public TopologySpreadConstraint {
        matchLabelKeys = List.copyOf(matchLabelKeys);
    }

    /** Creates a constraint with the default nodeAffinityPolicy. */
    public TopologySpreadConstraint(
            int maxSkew,
            String topologyKey,
            String whenUnsatisfiable,
            OptionalInt minDomains,
            Optional<String> nodeTaintsPolicy,
            Optional<LabelSelector> labelSelector,
            List<String> matchLabelKeys) {
        this(
                maxSkew,
                topologyKey,
                whenUnsatisfiable,
                minDomains,
                Optional.empty(),
                nodeTaintsPolicy,
                labelSelector,
                matchLabelKeys);
    }

    public boolean isSoft() {
        return whenUnsatisfiable.equals(SCHEDULE_ANYWAY);
    }
}
