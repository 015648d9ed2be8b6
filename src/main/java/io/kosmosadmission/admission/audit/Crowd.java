package io.kosmosadmission.admission.audit;

import io.kosmosadmission.config.Mode;
import io.kosmosadmission.config.Placement;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.target.TodaysNodes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The pods among which a rule's spread counts: how many there are of each provider, and which providers they all reach. */
final class Crowd {

    private final PodOwner owner;
    private final PodView form;
    private final Mode mode;
    private final Placement placement;
    private final Map<String, Integer> byProvider = new TreeMap<>();
    private final Set<PodOwner> owners = new HashSet<>();
    private List<String> reachable;
    private PodForm.Seen pods = PodForm.Seen.NONE;

    /**
     * Creates one without a pod yet.
     *
     * @param form one of its pods, placed
     * @param mode that of the rule
     * @param placement that of the rule; it has a spread
     * @param reachable the providers that are left to the form
     */
    Crowd(PodOwner owner, PodView form, Mode mode, Placement placement, List<String> reachable) {
        this.owner = owner;
        this.form = form;
        this.mode = mode;
        this.placement = placement;
        this.reachable = reachable;
    }

    /** Adds pods of one form, to which these providers are left. */
    void add(PodForm more, PodOwner ofThem, List<String> left, Providers providers) {
        owners.add(ofThem);
        reachable = reachable.stream().filter(left::contains).toList();
        pods = pods.and(more.all());
        more.byNode()
                .forEach((node, seen) ->
                        providers.ofNode(node).ifPresent(name -> byProvider.merge(name, seen.count(), Integer::sum)));
    }

    /** Returns the owner of the first of its pods. */
    PodOwner owner() {
        return owner;
    }

    Set<PodOwner> owners() {
        return owners;
    }

    /** Returns one of the pods, placed. */
    PodView form() {
        return form;
    }

    Mode mode() {
        return mode;
    }

    PodForm.Seen pods() {
        return pods;
    }

    int maxSkew() {
        return placement.spread().orElseThrow().maxSkew();
    }

    /** Returns the providers that are left to each of the pods. */
    List<String> reachable() {
        return reachable;
    }

    /** Returns how many pods have a node. */
    int total() {
        return byProvider.values().stream().mapToInt(Integer::intValue).sum();
    }

    boolean isSkewed(List<String> among) {
        return isSkewed(among, provider -> true);
    }

    /** Leaves out that providers have few pods that have no node left for one more. */
    boolean isSkewed(List<String> among, NodesForPods nodes) {
        return isSkewed(
                among,
                provider -> !keepsNodesApart() || byProvider.getOrDefault(provider, 0) < nodes.count(provider, form));
    }

    /** Returns whether no two of the pods may share a node. */
    private boolean keepsNodesApart() {
        return form.affinity().antiPods().required().stream()
                .anyMatch(term -> term.topologyKey().equals(TodaysNodes.HOSTNAME)
                        && term.labelSelector()
                                .filter(selector ->
                                        selector.matches(form.metadata().labels()))
                                .isPresent());
    }

    private boolean isSkewed(List<String> among, Predicate<String> takesMore) {
        int most = 0;
        int least = Integer.MAX_VALUE;
        for (String name : among) {
            int count = byProvider.getOrDefault(name, 0);
            most = Math.max(most, count);
            least = takesMore.test(name) ? Math.min(least, count) : least;
        }
        return among.size() > 1 && most - least > Evenness.allowed(placement);
    }

    /** Returns the numbers for people: {@code aws 0, scaleway 3}. */
    String numbers(List<String> among) {
        return among.stream()
                .map(name -> name + " " + byProvider.getOrDefault(name, 0))
                .collect(Collectors.joining(", "));
    }
}
