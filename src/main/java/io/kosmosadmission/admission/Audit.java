package io.kosmosadmission.admission;

import io.kosmosadmission.admission.audit.DenialFindings;
import io.kosmosadmission.admission.audit.Landings;
import io.kosmosadmission.admission.audit.PlacementFindings;
import io.kosmosadmission.admission.audit.PodForms;
import io.kosmosadmission.admission.audit.SkewFindings;
import io.kosmosadmission.admission.scope.Scopes;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks through a cluster as if everything that is there were created now. It is given the pods one by one while the
 * cluster is read, and then asked for its findings, once for each state: under other rules there are others.
 */
public final class Audit implements Consumer<PodView> {

    private static final Set<Finding.Check> REFUSED =
            Set.of(Finding.Check.Denied, Finding.Check.StorageConflict, Finding.Check.NowhereToRun);

    /**
     * The pods of a workload that have a node.
     *
     * @param byProvider how many there are; the empty name stands for nodes whose provider isn't known
     */
    public record Landed(
            String namespace, String kind, String workload, Map<String, Integer> byProvider, boolean skewed) {

        public Landed {
            byProvider = Map.copyOf(byProvider);
        }

        /** Returns the workload for people: {@code shop/web (Deployment)}. */
        public String name() {
            return namespace + "/" + workload + " (" + kind + ")";
        }

        public int pods() {
            return byProvider.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final PodForms pods = new PodForms();

    @Override
    public void accept(PodView pod) {
        pods.add(pod);
    }

    /** Returns how many pods were given. */
    public int pods() {
        return pods.read();
    }

    /** Returns how many pods each node has; the empty name stands for those without a node. */
    public Map<String, Integer> podsByNode() {
        return Landings.byNode(pods);
    }

    /**
     * Returns the findings of the inventory, and those of an audit alone. The state is of the cluster that was read.
     */
    public Findings of(ClusterState state) {
        Scopes scopes = new Scopes(state.configuration(), state.inventory());
        Findings ofInventory =
                Findings.of(state.configuration(), state.inventory()).and(Findings.ofConsumers(state));
        List<Finding> found = new ArrayList<>(new PlacementFindings(state, scopes).of(pods));
        found.addAll(new SkewFindings(state, scopes).of(pods));
        found.addAll(new DenialFindings(state, scopes, ofInventory.all()).of(pods));
        return ofInventory.and(new Findings(withoutRefused(found, ofInventory.all())));
    }

    /** Returns where the pods of each workload are, of these namespaces; found are the findings of the same state. */
    public List<Landed> landed(ClusterState state, List<Finding> found, Predicate<String> namespaces) {
        return Landings.of(
                pods,
                state,
                namespaces,
                found.stream()
                        .filter(finding -> finding.check() == Finding.Check.Skewed)
                        .map(Finding::subject)
                        .collect(Collectors.toSet()));
    }

    /** What would be refused is not mended by being created again. */
    private static List<Finding> withoutRefused(List<Finding> found, List<Finding> others) {
        Set<ObjectKey> refused = Stream.concat(found.stream(), others.stream())
                .filter(finding -> REFUSED.contains(finding.check()))
                .map(Finding::subject)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(finding -> finding.check() != Finding.Check.Unplaced || !refused.contains(finding.subject()))
                .toList();
    }
}
