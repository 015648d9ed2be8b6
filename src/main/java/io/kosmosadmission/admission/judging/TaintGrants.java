package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.placing.Placer;
import io.kosmosadmission.admission.scope.ActiveParts;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.admission.scope.SelectedRule;
import io.kosmosadmission.boundary.BoundaryProof;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Placement;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.Toleration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which taints of providers the configuration lets a pod tolerate.
 *
 * <p>Reads the boundaries and the rule that match the pod in a scope. Its annotations prove nothing: where it names a rule,
 * that is its rule only if it matches, as where pods are placed. A boundary grants the taints of the providers that all
 * boundaries of the pod leave, a rule those of the providers that it tolerates and of its buffer; both as they are written,
 * whichever providers are drained.
 *
 * <p>Where the scope counts parts that aren't enforced, what the enforced ones grant or add is granted too: it is no word of
 * the pod's user.
 */
final class TaintGrants {

    private final Providers providers;
    private final Placer placer;

    TaintGrants(Providers providers, Placer placer) {
        this.providers = providers;
        this.placer = placer;
    }

    /** Returns the granted taints. placed: whether the enforced parts have added what they add, to a pod without a node. */
    Set<Taint> of(PodView pod, boolean placed, Scope scope) {
        Set<Taint> granted = new HashSet<>();
        grant(granted, pod, scope);
        if (!scope.isEnforced()) {
            Scope enforced = scope.enforced();
            grant(granted, pod, enforced);
            if (placed && pod.nodeName().isEmpty()) {
                ActiveParts parts = enforced.parts(pod, scope.rule(pod).found());
                placer.place(pod.withoutTolerations(), parts).additions().tolerations().stream()
                        .map(Toleration::taint)
                        .forEach(granted::add);
            }
        }
        return granted;
    }

    private void grant(Set<Taint> granted, PodView pod, Scope scope) {
        List<Boundary> boundaries = scope.boundaries(pod);
        if (!boundaries.isEmpty()) {
            providers.all().stream()
                    .filter(provider -> boundaries.stream()
                            .allMatch(boundary -> BoundaryProof.leaves(boundary, provider.name(), providers)))
                    .forEach(provider -> granted.addAll(provider.taints()));
        }
        SelectedRule selected = scope.rule(pod);
        Stream.concat(selected.found().stream(), selected.noted().stream())
                .filter(scope::counts)
                .forEach(rule -> grant(granted, rule));
    }

    private void grant(Set<Taint> granted, Rule rule) {
        Placement placement = rule.placement();
        boolean every = placement.tolerate().contains(Placement.EVERY_PROVIDER);
        providers.all().stream()
                .filter(provider -> every || placement.tolerate().contains(provider.name()))
                .map(Provider::taints)
                .forEach(granted::addAll);
        placement
                .buffer()
                .flatMap(buffer -> providers.pool(buffer.provider(), buffer.pool()))
                .ifPresent(pool -> granted.addAll(pool.declared().taints()));
    }
}
