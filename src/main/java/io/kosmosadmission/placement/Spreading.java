package io.kosmosadmission.placement;

import io.kosmosadmission.config.Spread;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import io.kosmosadmission.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The word {@code spread}: evenly over the providers.
 *
 * <p>Reads the pod's labels and constraints, and the target that its own requirements, boundaries and claims leave.
 * Adds one constraint on the provider label with {@code nodeTaintsPolicy: Honor}: a tainted or dead provider would
 * otherwise count as an empty domain, and a hard constraint would hold up all pods. With {@code keepHostSpread} a pod
 * without constraints also gets the scheduler's default one over hosts, which any explicit constraint switches off. A
 * hard constraint becomes a soft one, with a warning, for a pod with a hard claim to which several live providers are
 * left.
 *
 * <p>Leaves alone a pod that constrains the provider label already, a pod to which one provider is left, and, with a
 * warning, a pod without a group. Warns of the pod's own soft constraint on a key that nodes in its target lack, since
 * it voids a soft one of ours.
 */
public final class Spreading {

    private static final String HOSTNAME = "kubernetes.io/hostname";
    private static final int DEFAULT_HOST_SKEW = 3;
    private static final String WORD = "spread";

    private Spreading() {}

    public static Contribution of(Spread spread, PodView pod, Target target, boolean hardClaim, Providers providers) {
        Optional<StableSelector> selector = StableSelector.of(pod, spread.labelKeys());
        Optional<TopologySpreadConstraint> own = constraintOn(providers.label(), pod);
        boolean soften = hardClaim && spread.isHard() && target.live(providers).size() > 1;
        if (own.isPresent()) {
            boolean ours = selector.isPresent()
                    && isOurs(own.get(), constraint(spread, soften, providers.label(), selector.get()));
            return ours ? Contribution.of(PodAdditions.NONE, WORD) : Contribution.NOTHING; // added by an earlier review
        }
        if (leavesOneProvider(target, providers)) {
            return Contribution.NOTHING;
        }
        if (selector.isEmpty()) {
            return Contribution.warning("no stable label selects this pod and its fellows, so it is not spread over"
                    + " providers; give it a label such as app");
        }
        List<TopologySpreadConstraint> added = new ArrayList<>();
        added.add(constraint(spread, soften, providers.label(), selector.get()));
        if (spread.keepHostSpread() && pod.topologySpreadConstraints().isEmpty()) {
            added.add(hostConstraint(selector.get()));
        }
        return new Contribution(
                PodAdditions.spreading(added), List.of(WORD), warnings(spread, soften, pod, target, providers));
    }

    /**
     * Returns a warning where the pod's constraint on the provider label no longer selects the pod, because a later
     * webhook changed its labels.
     */
    public static Optional<String> warningOfFinal(PodView pod, Providers providers) {
        return constraintOn(providers.label(), pod)
                .flatMap(TopologySpreadConstraint::labelSelector)
                .filter(selector -> !selector.matches(pod.metadata().labels()))
                .map(selector -> "the spread over providers selects " + selector + ", which this pod does not bear any"
                        + " more: a label was changed after it was placed, and it is not spread");
    }

    private static Optional<TopologySpreadConstraint> constraintOn(String key, PodView pod) {
        return pod.topologySpreadConstraints().stream()
                .filter(constraint -> constraint.topologyKey().equals(key))
                .findFirst();
    }

    private static TopologySpreadConstraint constraint(
            Spread spread, boolean soften, String key, StableSelector selector) {
        return new TopologySpreadConstraint(
                spread.maxSkew(),
                key,
                soften ? TopologySpreadConstraint.SCHEDULE_ANYWAY : spread.whenUnsatisfiable(),
                soften ? OptionalInt.empty() : spread.minDomains(),
                Optional.of("Honor"),
                Optional.of(selector.labelSelector()),
                selector.matchLabelKeys());
    }

    private static TopologySpreadConstraint hostConstraint(StableSelector selector) {
        return new TopologySpreadConstraint(
                DEFAULT_HOST_SKEW,
                HOSTNAME,
                TopologySpreadConstraint.SCHEDULE_ANYWAY,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(selector.labelSelector()),
                selector.matchLabelKeys());
    }

    // Compares matchLabels only, since the API server merges matchLabelKeys into the selector's expressions.
    private static boolean isOurs(TopologySpreadConstraint own, TopologySpreadConstraint ours) {
        return own.maxSkew() == ours.maxSkew()
                && own.whenUnsatisfiable().equals(ours.whenUnsatisfiable())
                && own.nodeTaintsPolicy().equals(ours.nodeTaintsPolicy())
                && own.labelSelector()
                        .map(it -> it.matchLabels())
                        .equals(ours.labelSelector().map(it -> it.matchLabels()));
    }

    /**
     * Returns whether one provider is left to the pod. A cluster with a single provider doesn't count: others may come.
     */
    private static boolean leavesOneProvider(Target target, Providers providers) {
        long labelled = providers.all().stream().filter(Provider::labelled).count();
        List<Provider> left = providers.all().stream()
                .filter(provider -> provider.labelled() && target.contains(provider.name()))
                .toList();
        boolean named = !target.unseen() && target.providers().size() == 1;
        return named || (left.size() == 1 && labelled > 1);
    }

    private static List<String> warnings(
            Spread spread, boolean soften, PodView pod, Target target, Providers providers) {
        List<String> warnings = new ArrayList<>();
        if (soften) {
            warnings.add(
                    "spread over providers is made soft for this pod: its volume is bound to some of them, and a hard"
                            + " spread could leave it without a node");
        }
        if (soften || !spread.isHard()) {
            pod.topologySpreadConstraints().stream()
                    .filter(TopologySpreadConstraint::isSoft)
                    .map(TopologySpreadConstraint::topologyKey)
                    .forEach(key -> lacking(key, target, providers)
                            .ifPresent(name -> warnings.add("the soft spread over " + key
                                    + " voids the one over providers: nodes of " + name
                                    + " lack that label, so the scheduler scores them last")));
        }
        return warnings;
    }

    private static Optional<String> lacking(String key, Target target, Providers providers) {
        return providers.all().stream()
                .filter(provider -> provider.live() && target.contains(provider.name()))
                .filter(provider -> provider.nodes().stream()
                        .anyMatch(node -> !node.labels().containsKey(key)))
                .map(Provider::name)
                .findFirst();
    }
}
