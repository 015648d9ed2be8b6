package io.kosmosadmission.admission.audit;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.admission.scope.Scopes;
import io.kosmosadmission.boundary.BoundaryLimit;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Providers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds pods without what they would be given now, were they created again, and pods that run outside of a boundary: a
 * finding for all pods of a workload.
 */
public final class PlacementFindings {

    /** Pods of one workload of which something is to be told. */
    private static final class Told {
        private final String wayOut;
        private final SharedWords what = new SharedWords();
        private final Set<String> parts = new HashSet<>();
        private PodForm.Seen pods = PodForm.Seen.NONE;

        private Told(String wayOut) {
            this.wayOut = wayOut;
        }

        private Told say(List<String> words, Set<String> more) {
            what.add(words);
            parts.addAll(more);
            return this;
        }

        private Finding finding(Finding.Check check, PodOwner owner, String message) {
            return new Finding(check, List.of(owner.key(pods.first())), "", message, wayOut).withParts(parts);
        }
    }

    private record Violated(PodOwner owner, Boundary boundary) {}

    private final ClusterState state;
    private final Providers providers;
    private final Scopes scopes;
    private final Lacking lacking;
    private final Map<PodOwner, Integer> counts = new LinkedHashMap<>();
    private final Map<PodOwner, Told> unplaced = new LinkedHashMap<>();
    private final Map<Violated, Told> outside = new LinkedHashMap<>();

    public PlacementFindings(ClusterState state, Scopes scopes) {
        this.state = state;
        this.providers = state.inventory().providers();
        this.scopes = scopes;
        this.lacking = new Lacking(state);
    }

    public List<Finding> of(PodForms forms) {
        for (PodForm form : forms.all()) {
            scopes.judged(form.pod().namespace()).ifPresent(scope -> look(form, scope));
        }
        List<Finding> found = new ArrayList<>();
        unplaced.forEach((owner, told) -> found.add(told.finding(
                Finding.Check.Unplaced,
                owner,
                share(owner, told.pods.count(), " lacks ", " lack ") + "what would be added now: " + told.what)));
        outside.forEach((violated, told) -> {
            PodOwner owner = violated.owner();
            String where = "outside of boundary \"" + violated.boundary().name() + "\" (" + limit(violated.boundary())
                    + "): " + told.what;
            found.add(told.finding(
                            Finding.Check.BoundaryViolated,
                            owner,
                            share(owner, told.pods.count(), " runs ", " run ") + where)
                    .withSteady((owner.isPod() ? owner + " runs " : "pods of " + owner + " run ") + where));
        });
        return found;
    }

    private void look(PodForm form, Scope scope) {
        PodOwner owner = PodOwner.of(form.pod(), state.inventory());
        counts.merge(owner, form.all().count(), Integer::sum);
        lacking.of(form.pod(), scope).ifPresent(missing -> {
            Predicate<String> held = node -> state.inventory()
                    .node(node)
                    .filter(it -> lacking.isHeld(form.pod(), it, missing))
                    .isPresent();
            lack(owner, form.on(held.negate()), missing);
            lacking.ofHeld(form.pod(), scope).ifPresent(beside -> lack(owner, form.on(held), beside));
        });
        for (Boundary boundary : scope.boundaries(form.pod())) {
            form.byNode().forEach((node, pods) -> {
                if (state.inventory().node(node).isPresent() && !isWithin(boundary, node)) {
                    Told told = outside.computeIfAbsent(
                            new Violated(owner, boundary),
                            unseen -> new Told(once(scope.modeOf(boundary), owner.madeAgain(state.inventory())))
                                    .say(
                                            List.of((owner.isPod() ? "it" : "pod \"" + pods.first() + "\"")
                                                    + " is on node \"" + node
                                                    + "\""
                                                    + providers
                                                            .ofNode(node)
                                                            .map(name -> " (" + name + ")")
                                                            .orElse(", whose provider isn't known")),
                                            Set.of(boundary.name())));
                    told.pods = told.pods.and(pods);
                }
            });
        }
    }

    private void lack(PodOwner owner, PodForm form, Lacking.Missing missing) {
        PodForm.Seen pods = missing.onDrained() ? notOnActive(form) : form.all();
        if (pods.count() > 0) {
            Told told = unplaced.computeIfAbsent(
                            owner, unseen -> new Told(once(missing.mode(), owner.madeAgain(state.inventory()))))
                    .say(missing.words(), missing.fields());
            told.pods = told.pods.and(pods);
        }
    }

    /** Returns those pods that aren't on a node that may keep them: they have none, or their provider is drained. */
    private PodForm.Seen notOnActive(PodForm form) {
        return PodForm.all(form.byNode().entrySet().stream()
                .filter(each -> each.getKey().isEmpty()
                        || providers
                                .ofNode(each.getKey())
                                .filter(providers::isDrained)
                                .isPresent())
                .map(Map.Entry::getValue)
                .toList());
    }

    /** In another mode than Enforce, nothing is added to pods that are made again. */
    static String once(Mode mode, String madeAgain) {
        return mode == Mode.Enforce ? madeAgain : "not before its mode is Enforce (now " + mode + "): " + madeAgain;
    }

    private boolean isWithin(Boundary boundary, String node) {
        Optional<String> provider = providers.ofNode(node);
        if (provider.isEmpty()) {
            return false;
        }
        String name = provider.get();
        boolean allowed = boundary.required().isEmpty()
                || boundary.required().contains(name)
                || (BoundaryLimit.falls(boundary, providers)
                        && boundary.fallback().contains(name));
        return allowed && !boundary.forbidden().contains(name);
    }

    private static String limit(Boundary boundary) {
        List<String> limits = new ArrayList<>();
        if (!boundary.required().isEmpty()) {
            limits.add("only " + String.join(" or ", boundary.required()));
        }
        if (!boundary.forbidden().isEmpty()) {
            limits.add("never " + String.join(" or ", boundary.forbidden()));
        }
        return String.join(", ", limits);
    }

    /** Returns {@code 2 of 3 pods of deployment "web" lack }. */
    private String share(PodOwner owner, int count, String one, String several) {
        int all = counts.getOrDefault(owner, count);
        if (owner.isPod()) {
            return owner + one;
        }
        String pods = all == 1 ? "the pod" : count == all ? "all " + all + " pods" : count + " of " + all + " pods";
        return pods + " of " + owner + (count == 1 ? one : several);
    }
}
