package io.kosmosadmission.simulation;

import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.scheduler.ClusterView;
import io.kosmosadmission.scheduler.NodeSearch;
import io.kosmosadmission.scheduler.Placement;
import io.kosmosadmission.scheduler.PodSpec;
import io.kosmosadmission.scheduler.Resources;
import io.kosmosadmission.scheduler.Scheduler;
import io.kosmosadmission.scheduler.SchedulerNode;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Places pods one after the other: on the nodes that there are, and then, largest first, on the next nodes of elastic
 * pools. A pod that nothing takes stays, and so does every later one that is like it.
 */
final class Placing {

    private final Scheduler scheduler;
    private final ClusterView view;
    private final List<GrowingPool> pools;
    private final Providers providers;
    private final Map<String, String> poolProviders = new HashMap<>();
    /** Specs that no node takes, with why; only of pods that others can't help to a place. */
    private final IdentityHashMap<PodSpec, Placement> hopeless = new IdentityHashMap<>();

    private NodeSearch search = new NodeSearch();
    private final Map<GrowingPool, Integer> grown = new LinkedHashMap<>();

    /**
     * Where a pod is put: the provider's name, empty where it isn't known; absent where no node takes it. poolRefusals are
     * why no elastic pool has a node for it, for people; behind has the pods whose turn doesn't come, with the one that each
     * of them waits for.
     */
    record Placed(
            IdentityHashMap<RemadePod, String> providers,
            IdentityHashMap<RemadePod, Placement> waiting,
            IdentityHashMap<RemadePod, String> poolRefusals,
            IdentityHashMap<RemadePod, RemadePod> behind,
            Map<GrowingPool, Integer> grown) {}

    Placing(Scheduler scheduler, ClusterView view, List<GrowingPool> pools, Providers providers) {
        this.scheduler = scheduler;
        this.view = view;
        this.pools = pools;
        this.providers = providers;
    }

    /** Places the pods in their order. The view stays as it was. */
    Placed place(List<RemadePod> order, Progress progress, String what) {
        ClusterView.Mark before = view.mark();
        search = new NodeSearch();
        Placed outcome = new Placed(
                new IdentityHashMap<>(),
                new IdentityHashMap<>(),
                new IdentityHashMap<>(),
                new IdentityHashMap<>(),
                new LinkedHashMap<>());
        Turns turns = new Turns();
        List<RemadePod> without = new ArrayList<>();
        int done = 0;
        for (RemadePod pod : order) {
            progress.at(what, done++, order.size());
            if (pod.isPinned()) {
                pin(pod, outcome);
            } else if (!placeInTurn(pod, turns, outcome)) {
                without.add(pod);
            }
        }
        hopeless.clear();
        if (!pools.isEmpty()) {
            grow(without, outcome, progress);
        }
        view.rollback(before);
        outcome.grown().putAll(grown);
        grown.clear();
        poolProviders.clear();
        return outcome;
    }

    /** A kubelet takes a pod that names its node, and no scheduler is asked. */
    private void pin(RemadePod pod, Placed outcome) {
        String node = pod.pod().nodeName();
        if (view.hasNode(node)) {
            view.add(pod.pod());
            outcome.providers().put(pod, providers.ofNode(node).orElse(""));
        }
    }

    /** Returns whether the pod has a place now. */
    private boolean placeInTurn(RemadePod pod, Turns turns, Placed outcome) {
        Optional<RemadePod> first = turns.stuck(pod);
        if (first.isPresent()) {
            outcome.behind().put(pod, first.get());
            return false;
        }
        Placement placement = place(pod);
        Optional<String> node = placement.node();
        if (node.isPresent()) {
            outcome.providers().put(pod, providers.ofNode(node.get()).orElse(""));
            return true;
        }
        turns.stick(pod);
        outcome.waiting().put(pod, placement);
        return false;
    }

    private Placement place(RemadePod pod) {
        SchedulerPod scheduled = pod.pod();
        Placement known = hopeless.get(scheduled.spec());
        if (known != null) {
            return known;
        }
        Placement placement = scheduler.place(scheduled, view, search);
        Optional<String> node = placement.node();
        if (node.isPresent()) {
            view.add(scheduled.on(node.get()));
        } else if (stays(scheduled)) {
            hopeless.put(scheduled.spec(), placement);
        }
        return placement;
    }

    /** Returns whether a pod that comes before can only take room, and not make any. */
    private static boolean stays(SchedulerPod pod) {
        return pod.volumes().isEmpty()
                && pod.spec().affinity().pods().required().isEmpty()
                && pod.spec().topologySpreadConstraints().stream().allMatch(constraint -> constraint.isSoft());
    }

    /** First fit, decreasing: each pod goes onto a node that was added before, else onto a new one. */
    private void grow(List<RemadePod> pods, Placed outcome, Progress progress) {
        List<RemadePod> largestFirst = new ArrayList<>(pods);
        largestFirst.sort(Comparator.comparingDouble(pod -> -size(pod.pod())));
        IdentityHashMap<PodSpec, String> refused = new IdentityHashMap<>();
        Turns turns = new Turns();
        outcome.behind().clear();
        int done = 0;
        for (RemadePod pod : Orders.inTurn(largestFirst)) {
            progress.at("growing pools", done++, largestFirst.size());
            Optional<RemadePod> first = turns.stuck(pod);
            if (first.isPresent()) {
                outcome.behind().put(pod, first.get());
                continue;
            }
            List<String> why = new ArrayList<>();
            String known = refused.get(pod.pod().spec());
            Optional<String> node = known == null ? onPools(pod.pod(), why) : Optional.empty();
            if (node.isPresent()) {
                String own = providers.ofNode(node.get()).orElse("");
                outcome.providers().put(pod, poolProviders.getOrDefault(node.get(), own));
                outcome.waiting().remove(pod);
                continue;
            }
            turns.stick(pod);
            outcome.waiting().computeIfAbsent(pod, waited -> scheduler.place(waited.pod(), view));
            String refusal = known == null ? String.join(", ", why) : known;
            outcome.poolRefusals().put(pod, refusal);
            if (stays(pod.pod())) {
                refused.put(pod.pod().spec(), refusal);
            }
        }
    }

    /** Returns the share of the first pool's node that the pod takes. */
    private double size(SchedulerPod pod) {
        Resources node = pools.get(0).next().allocatable();
        Resources asked = pod.spec().demand().requests().total();
        return (double) asked.milliCpu() / Math.max(1, node.milliCpu())
                + (double) asked.memory() / Math.max(1, node.memory());
    }

    /** why is told why each pool has no node for the pod. */
    private Optional<String> onPools(SchedulerPod pod, List<String> why) {
        Optional<String> node =
                grown.isEmpty() ? Optional.empty() : scheduler.place(pod, view).node();
        if (node.isPresent()) {
            view.add(pod.on(node.get()));
            return node;
        }
        for (GrowingPool pool : pools) {
            int number = grown.getOrDefault(pool, 0) + 1;
            if (pool.most().isPresent() && number > pool.most().getAsInt()) {
                why.add(pool.title() + " may have no more nodes");
                continue;
            }
            ClusterView.Mark before = view.mark();
            SchedulerNode next = pool.node(number);
            view.addNode(next);
            Placement placement = scheduler.place(pod, view);
            if (placement.feasible().contains(next.name())) {
                view.add(pod.on(next.name()));
                grown.put(pool, number);
                poolProviders.put(next.name(), pool.provider());
                return Optional.of(next.name());
            }
            view.rollback(before);
            List<String> reasons = placement.refusals().getOrDefault(next.name(), List.of());
            why.add(pool.title() + " (" + String.join(", ", reasons) + ")");
        }
        return Optional.empty();
    }
}
