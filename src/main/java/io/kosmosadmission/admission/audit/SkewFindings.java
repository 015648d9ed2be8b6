package io.kosmosadmission.admission.audit;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.placing.PodPlacement;
import io.kosmosadmission.admission.placing.PodSources;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.admission.scope.Scopes;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.config.Spread;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.placement.Group;
import io.kosmosadmission.target.TodaysNodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds workloads whose pods crowd on a provider more than their rule's maxSkew allows. Only providers count that have
 * a node where the pods could run, as for the scheduler: a pool at zero nodes, or one whose nodes are cordoned, is
 * none.
 */
public final class SkewFindings {

    private record Key(String namespace, Map<String, String> labels) {}

    /** The pods of one group. form is one of them, placed. */
    private record Crowd(PodOwner owner, PodView form, String first, Spread spread, Map<String, Integer> byProvider) {

        int total() {
            return byProvider.values().stream().mapToInt(Integer::intValue).sum();
        }

        boolean isSkewed(List<String> providers) {
            int most = 0;
            int least = Integer.MAX_VALUE;
            for (String provider : providers) {
                int count = byProvider.getOrDefault(provider, 0);
                most = Math.max(most, count);
                least = Math.min(least, count);
            }
            return providers.size() > 1 && most - least > spread.maxSkew();
        }
    }

    private final ClusterState state;
    private final Providers providers;
    private final Scopes scopes;
    private final Map<Key, Crowd> crowds = new LinkedHashMap<>();
    private final Map<Key, List<String>> left = new LinkedHashMap<>();

    public SkewFindings(ClusterState state, Scopes scopes) {
        this.state = state;
        this.providers = state.inventory().providers();
        this.scopes = scopes;
    }

    public List<Finding> of(PodForms forms) {
        for (PodForm form : forms.all()) {
            scopes.judged(form.pod().namespace()).ifPresent(scope -> look(form, scope));
        }
        List<Finding> found = new ArrayList<>();
        crowds.forEach((key, crowd) -> {
            List<String> reachable = left.getOrDefault(key, List.of());
            if (crowd.isSkewed(reachable)) {
                List<String> withNode = reachable.stream()
                        .filter(name -> hasNodeFor(name, crowd.form()))
                        .toList();
                if (crowd.isSkewed(withNode)) {
                    found.add(finding(crowd, withNode));
                }
            }
        });
        return found;
    }

    private void look(PodForm form, Scope scope) {
        PodView pod = form.pod();
        Optional<Rule> rule = scope.rule(pod).found().filter(scope::counts);
        Optional<Spread> spread = rule.flatMap(it -> it.placement().spread());
        if (spread.isEmpty()) {
            return;
        }
        Optional<Group> group = Group.of(
                pod,
                spread.get().labelKeys(),
                PodSources.of(pod, state.inventory()).setSelector());
        group.ifPresent(it -> {
            Key key = new Key(pod.namespace(), it.labels());
            Crowd crowd = crowds.computeIfAbsent(key, unseen -> begin(key, form, scope, rule, spread.get()));
            form.byNode()
                    .forEach((node, pods) -> providers
                            .ofNode(node)
                            .ifPresent(name -> crowd.byProvider().merge(name, pods.count(), Integer::sum)));
        });
    }

    private Crowd begin(Key key, PodForm form, Scope scope, Optional<Rule> rule, Spread spread) {
        PodPlacement placed = state.placer().place(form.pod(), scope.parts(form.pod(), rule));
        left.put(key, placed.providersLeft(providers));
        return new Crowd(
                PodOwner.of(form.pod(), state.inventory()),
                placed.result(),
                form.all().first(),
                spread,
                new TreeMap<>());
    }

    private boolean hasNodeFor(String name, PodView pod) {
        return providers.named(name).map(Provider::nodes).orElse(List.of()).stream()
                .anyMatch(node -> name.equals(node.labels().get(providers.label())) && isFor(node, pod));
    }

    private static boolean isFor(Node node, PodView pod) {
        for (Map.Entry<String, String> label : pod.nodeSelector().entrySet()) {
            if (!label.getValue().equals(node.labels().get(label.getKey()))) {
                return false;
            }
        }
        for (Taint taint : node.taints()) {
            if (taint.keepsOff() && !pod.tolerates(taint)) {
                return false;
            }
        }
        return pod.requiredNodeAffinity()
                .map(terms -> terms.stream().anyMatch(term -> TodaysNodes.fulfils(node, term)))
                .orElse(true);
    }

    private static Finding finding(Crowd crowd, List<String> domains) {
        List<String> numbers = new ArrayList<>();
        domains.forEach(name -> numbers.add(name + " " + crowd.byProvider().getOrDefault(name, 0)));
        return new Finding(
                Finding.Check.Skewed,
                List.of(crowd.owner().key(crowd.first())),
                "",
                "the " + crowd.total() + " pods of " + crowd.owner() + " are skewed: " + String.join(", ", numbers)
                        + " (maxSkew " + crowd.spread().maxSkew() + ")",
                crowd.owner().madeAgain());
    }
}
