package io.kosmosadmission.admission.audit;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.placing.PodPlacement;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.admission.scope.Scopes;
import io.kosmosadmission.config.Placement;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.placement.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds workloads whose pods crowd on a provider more than their rule's maxSkew allows, where a rule promises that they
 * don't. Only providers count that all of the pods reach and that have a node for them. Leaves out pods during a rollout,
 * those of Jobs, which run out one by one, and those that ask for devices, which not every provider has.
 */
public final class SkewFindings {

    /** Names of devices, such as GPUs, begin with a domain; the resources that every node has are plain words. */
    private static final String DOMAIN_END = "/";

    private static final List<String> REVISION_LABELS =
            List.of(PodView.TEMPLATE_HASH, PodView.ROLLOUTS_TEMPLATE_HASH, "controller-revision-hash");

    private record Key(String namespace, Group group) {}

    private final ClusterState state;
    private final Providers providers;
    private final Scopes scopes;
    private final Evenness evenness;
    private final NodesForPods nodes;
    private final Map<Key, Crowd> crowds = new LinkedHashMap<>();
    private final Map<PodOwner, Integer> counts = new HashMap<>();
    private final Map<PodOwner, Set<String>> revisions = new HashMap<>();
    private final Set<PodOwner> settling = new HashSet<>();

    public SkewFindings(ClusterState state, Scopes scopes) {
        this.state = state;
        this.providers = state.inventory().providers();
        this.scopes = scopes;
        this.evenness = new Evenness(state.inventory());
        this.nodes = new NodesForPods(providers);
    }

    public List<Finding> of(PodForms forms) {
        for (PodForm form : forms.all()) {
            scopes.judged(form.pod().namespace()).ifPresent(scope -> look(form, scope));
        }
        forms.all().forEach(this::settle);
        List<Finding> found = new ArrayList<>();
        for (Crowd crowd : crowds.values()) {
            if (crowd.isSkewed(crowd.reachable()) && crowd.owners().stream().noneMatch(settling::contains)) {
                List<String> domains = crowd.reachable().stream()
                        .filter(name -> nodes.anyOf(name, crowd.form()))
                        .toList();
                if (crowd.isSkewed(domains, nodes)) {
                    found.add(finding(crowd, domains));
                }
            }
        }
        return found;
    }

    private void look(PodForm form, Scope scope) {
        PodView pod = form.pod();
        PodOwner owner = PodOwner.of(pod, state.inventory());
        counts.merge(owner, form.all().count(), Integer::sum);
        revisions
                .computeIfAbsent(PodOwner.rollingOut(pod, state.inventory()), unseen -> new HashSet<>())
                .add(revision(pod));
        Optional<Rule> rule = scope.rule(pod).found().filter(scope::counts);
        if (rule.isPresent() && pod.resources().stream().noneMatch(name -> name.contains(DOMAIN_END))) {
            Placement placement = rule.get().placement();
            PodPlacement placed = state.placer().place(pod, scope.parts(pod, rule));
            evenness.group(pod, placement, placed).ifPresent(group -> {
                List<String> left = placed.providersLeft(providers);
                crowds.computeIfAbsent(
                                new Key(pod.namespace(), group),
                                unseen -> new Crowd(owner, placed.result(), scope.modeOf(rule.get()), placement, left))
                        .add(form, owner, left, providers);
            });
        }
    }

    /** During a rollout, the pods of the old revision go one after the other, from whichever provider. */
    private void settle(PodForm form) {
        PodOwner owner = PodOwner.of(form.pod(), state.inventory());
        PodOwner rolledOutBy = PodOwner.rollingOut(form.pod(), state.inventory());
        if (owner.runsOut() || revisions.getOrDefault(rolledOutBy, Set.of()).size() > 1) {
            settling.add(owner);
        }
    }

    private static String revision(PodView pod) {
        return REVISION_LABELS.stream()
                .flatMap(key -> Stream.ofNullable(pod.metadata().labels().get(key)))
                .findFirst()
                .orElse("");
    }

    private Finding finding(Crowd crowd, List<String> domains) {
        boolean shared = crowd.owners().size() > 1;
        int all = counts.getOrDefault(crowd.owner(), 0);
        String share = !shared && crowd.total() < all ? crowd.total() + " of " + all : "the " + crowd.total();
        Finding found = new Finding(
                Finding.Check.Skewed,
                List.of(crowd.owner().key(crowd.pods().first())),
                "",
                share + " pods of " + crowd.owner() + (shared ? " and others" : "") + " are skewed: "
                        + crowd.numbers(domains) + " (maxSkew " + crowd.maxSkew() + ")",
                PlacementFindings.once(crowd.mode(), crowd.owner().madeAgain(state.inventory())));
        return found.withParts(Set.of());
    }
}
