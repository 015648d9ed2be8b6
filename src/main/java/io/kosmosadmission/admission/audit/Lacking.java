package io.kosmosadmission.admission.audit;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.placing.PodPlacement;
import io.kosmosadmission.admission.placing.PodSources;
import io.kosmosadmission.admission.placing.WhatIf;
import io.kosmosadmission.admission.scope.ActiveParts;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.admission.scope.SelectedRule;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.LostProviders;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What pods would be given now and don't have.
 *
 * <p>Leaves out what they would be given only because a claim of theirs got its volume after they were placed: they are
 * where that volume is. What is added because a provider is Drained or lost is lacking only for pods that are there.
 */
final class Lacking {

    /**
     * What a pod would be given, and in which mode.
     *
     * @param fields the fields that would be added to, and the keys of requirements
     * @param onDrained whether it lacks something only while it is on a provider that is Drained or lost, or nowhere
     */
    record Missing(List<String> words, Set<String> fields, Mode mode, boolean onDrained) {

        private static Missing of(List<String> words, PodAdditions additions, Mode mode) {
            Set<String> fields = new HashSet<>();
            additions.requirements().forEach(requirement -> fields.add("requires " + requirement.key()));
            if (!additions.affinity().isEmpty()) {
                fields.add("affinity");
            }
            if (!additions.tolerations().isEmpty()) {
                fields.add("tolerations");
            }
            if (!additions.topologySpreadConstraints().isEmpty()) {
                fields.add("topologySpreadConstraints");
            }
            return new Missing(words, fields, mode, false);
        }

        private Missing onDrained(boolean other) {
            return new Missing(words, fields, mode, other);
        }
    }

    private final ClusterState state;
    private final Optional<ClusterState> undrained;

    Lacking(ClusterState state) {
        this.state = state;
        this.undrained = state.inventory().providers().drained().isEmpty()
                ? Optional.empty()
                : Optional.of(undrained(state.configuration(), state));
    }

    private static ClusterState undrained(Configuration written, ClusterState state) {
        Configuration configuration = written.with(written.providers().stream()
                .map(settings -> settings.withDrained(false))
                .toList());
        return new ClusterState(
                configuration, state.inventory().with(LostProviders.NONE).with(configuration));
    }

    Optional<Missing> of(PodView pod, Scope scope) {
        Optional<Missing> now = missing(pod, scope, state, true);
        if (now.isEmpty() || (!pod.volumes().isEmpty() && isPlacedUnbound(pod, scope, state))) {
            return Optional.empty();
        }
        boolean onDrained = undrained
                .filter(other -> missing(pod, scope, other, true).isEmpty() || isPlacedUnbound(pod, scope, other))
                .isPresent();
        return Optional.of(now.get().onDrained(onDrained));
    }

    /** Whether the pod has all that it would be given, were its claims not bound yet. */
    private static boolean isPlacedUnbound(PodView pod, Scope scope, ClusterState state) {
        return missing(pod, scope, state, false).isEmpty();
    }

    private static Optional<Missing> missing(PodView pod, Scope scope, ClusterState state, boolean bound) {
        PodSources known = PodSources.of(pod, state.inventory());
        PodSources sources = bound
                ? known
                : new PodSources(
                        name -> known.claims().apply(name).map(PersistentVolumeClaim::unbound), known.setSelector());
        Function<ActiveParts, PodPlacement> placing =
                parts -> state.placer().place(pod, parts, sources).ofLacking();
        SelectedRule selected = scope.rule(pod);
        PodPlacement enforced = placing.apply(scope.enforced().parts(pod, selected.found()));
        if (!enforced.additions().isEmpty()) {
            return Optional.of(Missing.of(enforced.words(), enforced.additions(), Mode.Enforce));
        }
        return WhatIf.of(scope, selected, enforced, placing).stream()
                .findFirst()
                .map(whatIf -> Missing.of(
                        whatIf.words(),
                        placing.apply(scope.parts(pod, whatIf.rule())).additions(),
                        whatIf.mode()));
    }
}
