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
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.target.TodaysNodes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What pods would be given now and don't have.
 *
 * <p>Leaves out what they would be given only because a claim of theirs got its volume after they were placed: they are
 * where that volume is. Pods that run where their volumes are, and that the volumes' own nodeAffinity holds there, lack
 * nothing that their claims add. What is added because a provider is Drained or lost is lacking only for pods that are there.
 */
final class Lacking {

    /**
     * What a pod would be given, and in which mode.
     *
     * @param fields the fields that would be added to, and the keys of requirements
     * @param requirements those that would be added
     * @param onDrained whether it lacks something only while it is on a provider that is Drained or lost, or nowhere
     */
    record Missing(
            List<String> words, Set<String> fields, List<Requirement> requirements, Mode mode, boolean onDrained) {

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
            return new Missing(words, fields, additions.requirements(), mode, false);
        }

        private Missing onDrained(boolean other) {
            return new Missing(words, fields, requirements, mode, other);
        }
    }

    private enum Claims {
        AsTheyAre,
        Unbound,
        NotFollowed
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
        return of(pod, scope, Claims.AsTheyAre);
    }

    /** Returns what pods lack that are held where they run. */
    Optional<Missing> ofHeld(PodView pod, Scope scope) {
        return of(pod, scope, Claims.NotFollowed);
    }

    /** Returns whether the pod's volumes are all of claims, and hold it on the node, which is where it is to be. */
    boolean isHeld(PodView pod, Node node, Missing missing) {
        return !pod.volumes().isEmpty()
                && pod.volumes().stream()
                        .allMatch(volume -> volume.source()
                                .match(
                                        claim -> holds(pod.namespace(), claim.claimName(), node),
                                        ephemeral -> false,
                                        driver -> false))
                && TodaysNodes.fulfils(node, missing.requirements());
    }

    private boolean holds(String namespace, String claim, Node node) {
        return state.inventory()
                .claim(namespace, claim)
                .flatMap(found -> state.inventory().volume(found.volumeName()))
                .flatMap(PersistentVolume::nodeAffinity)
                .filter(terms -> terms.stream().anyMatch(term -> TodaysNodes.fulfils(node, term)))
                .isPresent();
    }

    private Optional<Missing> of(PodView pod, Scope scope, Claims claims) {
        Optional<Missing> now = missing(pod, scope, state, claims);
        if (now.isEmpty() || (!pod.volumes().isEmpty() && isPlacedUnbound(pod, scope, state))) {
            return Optional.empty();
        }
        boolean onDrained = undrained
                .filter(other -> missing(pod, scope, other, claims).isEmpty() || isPlacedUnbound(pod, scope, other))
                .isPresent();
        return Optional.of(now.get().onDrained(onDrained));
    }

    /** Whether the pod has all that it would be given, were its claims not bound yet. */
    private static boolean isPlacedUnbound(PodView pod, Scope scope, ClusterState state) {
        return missing(pod, scope, state, Claims.Unbound).isEmpty();
    }

    private static Optional<Missing> missing(PodView pod, Scope scope, ClusterState state, Claims claims) {
        PodSources known = PodSources.of(pod, state.inventory());
        PodSources sources = claims != Claims.Unbound
                ? known
                : new PodSources(
                        name -> known.claims().apply(name).map(PersistentVolumeClaim::unbound), known.setSelector());
        Function<ActiveParts, PodPlacement> placing = parts -> state.placer()
                .place(pod, claims == Claims.NotFollowed ? parts.withoutClaims() : parts, sources)
                .ofLacking();
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
