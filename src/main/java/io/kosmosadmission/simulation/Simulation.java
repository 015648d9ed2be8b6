package io.kosmosadmission.simulation;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.scheduler.ClusterStorage;
import io.kosmosadmission.scheduler.ClusterView;
import io.kosmosadmission.scheduler.NamespacedName;
import io.kosmosadmission.scheduler.PodDemand;
import io.kosmosadmission.scheduler.Scheduler;
import io.kosmosadmission.scheduler.SchedulerClaim;
import io.kosmosadmission.scheduler.SchedulerCluster;
import io.kosmosadmission.scheduler.SchedulerNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Simulates that providers go. */
public final class Simulation {

    private final SimulatedCluster cluster;
    private final Loss loss;
    private final Progress progress;

    public Simulation(SimulatedCluster cluster, Loss loss, Progress progress) {
        this.cluster = cluster;
        this.loss = loss;
        this.progress = progress;
    }

    public SimulationResult run() {
        Set<String> goneNodes = cluster.scheduled().nodes().stream()
                .map(SchedulerNode::name)
                .filter(this::isGone)
                .collect(Collectors.toSet());
        List<SchedulerNode> staying = cluster.scheduled().nodes().stream()
                .filter(node -> !goneNodes.contains(node.name()))
                .toList();
        GonePods gone = GonePods.of(cluster, goneNodes);
        Configuration drained = Drained.of(cluster.configuration(), loss.providers());
        Inventory inventory = cluster.inventory().with(drained);
        Remaking remaking = new Remaking(cluster, new ClusterState(drained, inventory));
        Map<WorkloadName, List<RemadePod>> remade = remade(gone, remaking);
        List<RemadePod> pods = remade.values().stream().flatMap(List::stream).toList();

        List<String> notes = new ArrayList<>();
        List<GrowingPool> pools = GrowingPool.of(cluster, loss, staying, notes);
        if (!pools.isEmpty()) {
            notes.add("pods of DaemonSets on the next nodes of elastic pools: what they take is not counted");
        }
        List<Placing.Placed> tried = tried(pods, staying, pools);
        Unreachable unreachable = new Unreachable(inventory, loss);
        Budgets budgets = new Budgets(cluster, gone, remade, tried);
        List<WorkloadOutcome> outcomes =
                new Workloads(cluster, gone, new Reasons(unreachable, loss), budgets).of(remade, tried);
        return new SimulationResult(
                loss.providers(),
                cluster.scheduled().nodes().size(),
                goneNodes.size(),
                tried.size(),
                outcomes,
                unreachable.all(),
                pools(pools, tried),
                notModelled(notes, gone, remaking, pods));
    }

    private boolean isGone(String node) {
        return cluster.inventory()
                .providers()
                .ofNode(node)
                .filter(loss.providers()::contains)
                .isPresent();
    }

    private Map<WorkloadName, List<RemadePod>> remade(GonePods gone, Remaking remaking) {
        Map<WorkloadName, List<RemadePod>> remade = new LinkedHashMap<>();
        gone.byWorkload().forEach((name, pods) -> {
            progress.at("making pods again", remade.size(), gone.byWorkload().size());
            remade.put(
                    name,
                    name.kind().equals(WorkloadName.POD)
                            ? List.of()
                            : pods.stream()
                                    .map(pod -> remaking.again(name, pod))
                                    .toList());
        });
        return remade;
    }

    private List<Placing.Placed> tried(List<RemadePod> pods, List<SchedulerNode> staying, List<GrowingPool> pools) {
        SchedulerCluster left = cluster.scheduled()
                .withNodes(staying)
                .withStorage(withFreshClaims(cluster.scheduled().storage(), pods));
        Placing placing = new Placing(
                new Scheduler(cluster.minorVersion()),
                ClusterView.of(left),
                pools,
                cluster.inventory().providers());
        int orders = Orders.count(pods.size(), staying.size());
        List<Placing.Placed> all = new ArrayList<>();
        for (int number = 0; number < orders; number++) {
            String what = "order " + (number + 1) + " of " + orders;
            all.add(placing.place(Orders.order(pods, number), progress, what));
        }
        return all;
    }

    /** The claims of ephemeral volumes go with their pods, and are made again with them. */
    private static ClusterStorage withFreshClaims(ClusterStorage storage, List<RemadePod> pods) {
        Map<NamespacedName, SchedulerClaim> claims = new HashMap<>(storage.claims());
        for (RemadePod pod : pods) {
            for (Volume volume : pod.pod().volumes()) {
                Optional<PersistentVolumeClaim> template = volume.source()
                        .match(
                                named -> Optional.empty(),
                                ephemeral -> Optional.of(ephemeral.template()),
                                driver -> Optional.empty());
                String name = pod.pod().name() + "-" + volume.name();
                template.map(it -> it.named(pod.pod().namespace(), name))
                        .ifPresent(claim -> claims.put(
                                new NamespacedName(pod.pod().namespace(), name),
                                new SchedulerClaim(claim, false, Optional.empty())));
            }
        }
        return new ClusterStorage(
                claims,
                storage.volumes(),
                storage.classes(),
                storage.capacities(),
                storage.driversWithCapacity(),
                storage.attachments());
    }

    /** A pool needs as many nodes as in the order in which it needs most. */
    private static List<PoolOutcome> pools(List<GrowingPool> pools, List<Placing.Placed> tried) {
        return pools.stream()
                .map(pool -> new PoolOutcome(
                        pool.provider(),
                        pool.name(),
                        tried.stream()
                                .mapToInt(placed -> placed.grown().getOrDefault(pool, 0))
                                .max()
                                .orElse(0),
                        pool.most()))
                .toList();
    }

    private static List<String> notModelled(
            List<String> notes, GonePods gone, Remaking remaking, List<RemadePod> pods) {
        List<String> all = new ArrayList<>(
                List.of(
                        "preemption: no pod is put out for one of a higher priority",
                        "dynamic resource allocation, and which images nodes have",
                        "at which of more than 100 nodes the scheduler begins to look, and which of equally good ones it draws"));
        all.addAll(notes);
        if (gone.waiting() > 0) {
            all.add("pods that had no node before: " + gone.waiting());
        }
        if (remaking.withoutTemplate() > 0) {
            all.add("the templates of controllers of other kinds; pods made again after themselves: "
                    + remaking.withoutTemplate());
        }
        if (remaking.gated() > 0) {
            all.add("schedulingGates of templates; pods made again as if these were lifted: " + remaking.gated());
        }
        long others = pods.stream()
                .filter(pod -> !pod.pod().spec().demand().schedulerName().equals(PodDemand.DEFAULT_SCHEDULER))
                .count();
        if (others > 0) {
            all.add("other schedulers; pods of theirs, placed as by the default one: " + others);
        }
        return all;
    }
}
