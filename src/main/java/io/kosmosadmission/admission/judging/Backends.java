package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.placing.Placer;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.LoadBalancers;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.SelectorText;
import io.kosmosadmission.kube.Service;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.target.Targets;
import io.kosmosadmission.target.TodaysNodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a Service whose load balancer answers nobody: one whose backends are to be nodes with labels that no node
 * bears, and one with externalTrafficPolicy Local none of whose pods runs on a backend.
 *
 * <p>Reads the annotations by which the platform's controller chooses nodes; the nodes of today and declared elastic
 * pools, but for those that {@link #EXCLUDED} keeps from every load balancer; of the workloads in the Service's
 * namespace that it selects, the pods that they would give, as they are placed. Conditions and taints of nodes play no
 * part. Leaves alone a text that is no selector, pods that are backends themselves, those that nobody knows, and those
 * that can run on no node: others tell of them.
 */
final class Backends {

    /** Annotations by which pods themselves become backends, so that it is no matter on which nodes they run. */
    private static final Set<String> PODS_AS_BACKENDS = Set.of(
            // The AWS Load Balancer Controller's user guide
            "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type",
            // Tencent Kubernetes Engine's documentation
            "service.cloud.tencent.com/direct-access");

    /** Set on a node, it keeps the node from the backends of every cloud's load balancers. */
    static final String EXCLUDED = "node.kubernetes.io/exclude-from-external-load-balancers";

    private final Inventory inventory;
    private final Placer placer;
    private final TodaysNodes nodes;
    private final Targets targets;

    Backends(Inventory inventory, Placer placer) {
        this.inventory = inventory;
        this.placer = placer;
        this.nodes = new TodaysNodes(inventory.providers());
        this.targets = new Targets(inventory);
    }

    Optional<String> warning(Service service, Platform acting, Scope scope) {
        List<Requirement> chosen = chosen(service, acting);
        if (chosen.isEmpty() && !inventory.nodeLabels().bears(EXCLUDED)) {
            return Optional.empty(); // every node is one: known without a look at each, for Services are many
        }
        if (!nodes.any((node, provider) -> !isBackend(node, chosen))) {
            return Optional.empty(); // every node is one, or there is none
        }
        String subject = "service \"" + service.metadata().displayName() + "\"";
        if (!nodes.any((node, provider) -> isBackend(node, chosen))) {
            return chosen.isEmpty()
                    ? Optional.empty()
                    : Optional.of(subject + " takes only nodes with " + words(chosen)
                            + " as backends, but load balancers have no such node: its own answers nobody; name labels that"
                            + " nodes bear");
        }
        return service.local()
                        && Collections.disjoint(
                                PODS_AS_BACKENDS,
                                service.metadata().annotations().keySet())
                ? unreached(service, chosen, scope)
                        .map(workload -> subject + " has externalTrafficPolicy Local, but " + name(workload)
                                + " runs on no backend of its load balancer (" + words(chosen)
                                + "), which answers nobody; say Cluster, or let its pods run there")
                : Optional.empty();
    }

    private static List<Requirement> chosen(Service service, Platform acting) {
        List<Requirement> chosen = new ArrayList<>();
        for (String annotation : LoadBalancers.nodeLabels(acting)) {
            String text = service.metadata().annotations().getOrDefault(annotation, "");
            chosen.addAll(SelectorText.parse(text).orElse(List.of()));
        }
        return chosen;
    }

    private static boolean isBackend(Node node, List<Requirement> chosen) {
        return !TodaysNodes.bears(node, EXCLUDED) && TodaysNodes.fulfils(node, chosen);
    }

    private static String words(List<Requirement> chosen) {
        return chosen.isEmpty()
                ? "nodes without label " + EXCLUDED
                : String.join(", ", chosen.stream().map(Requirement::toString).toList());
    }

    private static String name(Workload workload) {
        return workload.kind().name().toLowerCase(Locale.ROOT) + " \"" + workload.name() + "\"";
    }

    /** Returns the first of the Service's workloads, where each runs on nodes, but none on a backend. */
    private Optional<Workload> unreached(Service service, List<Requirement> chosen, Scope scope) {
        List<Workload> workloads = inventory.workloadsOf(service.namespace()).stream()
                .filter(workload ->
                        service.selects(workload.template().metadata().labels()))
                .map(StoredWorkload::asReviewed)
                .filter(workload ->
                        workload.replicas() > 0 && ClaimJudge.canStillRun(workload) && WorkloadJudge.isJudged(workload))
                .sorted(Comparator.comparing(Workload::name).thenComparing(Workload::kind))
                .toList();
        boolean unreached = workloads.stream().allMatch(workload -> {
            PodView pod = placed(workload, scope);
            return runs(pod, List.of(), false) && !runs(pod, chosen, true);
        });
        return unreached ? workloads.stream().findFirst() : Optional.empty();
    }

    private boolean runs(PodView pod, List<Requirement> chosen, boolean onBackends) {
        return nodes.any(
                targets.of(pod),
                (node, provider) -> NowhereToday.fits(node, pod) && (!onBackends || isBackend(node, chosen)));
    }

    private PodView placed(Workload workload, Scope scope) {
        Candidate candidate = Candidate.of(workload, workload.firstOrdinal(), inventory);
        PodView pod = candidate.pod();
        return workload.kind() == WorkloadKind.DaemonSet
                ? pod
                : placer.place(
                                pod,
                                scope.enforced().parts(pod, scope.rule(pod).found()),
                                WorkloadJudge.sources(workload, candidate))
                        .result();
    }
}
