package io.kosmosadmission.admission.findings;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.storage.StrayPlugin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds DaemonSets that run the plugin of a CSI driver on nodes that can't attach the driver's volumes. Those of kube-system
 * count, where most are, though no review sees them; those of namespaces that the configuration exempts don't.
 */
public final class PluginFindings {

    private PluginFindings() {}

    public static List<Finding> of(ClusterState state) {
        List<Finding> found = new ArrayList<>();
        for (StoredWorkload workload : state.inventory().workloads()) {
            if (!workload.registeredDrivers().isEmpty()
                    && !workload.metadata().deleting()
                    && isJudged(workload, state)) {
                StrayPlugin.of(workload.asReviewed(), state.inventory())
                        .ifPresent(stray -> found.add(new Finding(
                                        Finding.Check.CsiPluginElsewhere,
                                        List.of(ObjectKey.workload(
                                                workload.kind(), workload.namespace(), workload.name())),
                                        stray.message())
                                .withSteady(stray.steady())));
            }
        }
        found.sort(Comparator.comparing(Finding::message));
        return found;
    }

    private static boolean isJudged(StoredWorkload workload, ClusterState state) {
        Inventory inventory = state.inventory();
        Scope scope = new Scope(state.configuration(), inventory.namespace(workload.namespace()), Mode.Enforce);
        return !scope.isExemptByChoice() && scope.pluginsMode() != Mode.Disabled;
    }
}
