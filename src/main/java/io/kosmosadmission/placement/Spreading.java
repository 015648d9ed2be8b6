package io.kosmosadmission.placement;

import io.kosmosadmission.config.Placement;
import io.kosmosadmission.config.Separation;
import io.kosmosadmission.config.Spread;
import io.kosmosadmission.config.Strength;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.PreferredTerm;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The word {@code spread}: evenly over the providers.
 *
 * <p>Reads the pod's labels, constraints and affinity, the target that is left to it, whether a claim binds it to its home,
 * and the other words of the rule. Adds one constraint on the provider label, with {@code nodeTaintsPolicy: Honor}, since
 * otherwise a tainted or dead provider counts as an empty domain. For a pod that a claim binds but that still has several
 * live providers, a hard constraint is made soft, with a warning.
 *
 * <p>A soft constraint alone does not hold on the scheduler: free resources and hosts weigh more. So a preferred pod
 * anti-affinity on the provider label goes with it and, while the pod may land on nodes without the label, which violate no
 * anti-affinity, a preferred node affinity to those that have it. None of it where the pod or the rule wishes pods
 * together, where the rule has a buffer, whose pool would be filled as any other provider, or where the weight is 0.
 *
 * <p>{@code keepHostSpread} makes up for the scheduler's default spreading over hosts, which any explicit constraint
 * switches off: by a preferred anti-affinity on the host name of a twentieth of that weight or, where there is no such
 * anti-affinity, by a soft constraint. Only for a pod that has no other constraint.
 *
 * <p>Leaves alone a pod with a constraint of its own on the provider label, one whose words, boundaries and claims leave a
 * single provider or none (nodes of no known provider), and, with a warning, one without a group, and one that a hard
 * constraint would keep from the pods to which it is bound.
 */
public final class Spreading {

    static final String HOSTNAME = "kubernetes.io/hostname";
    static final int DEFAULT_HOST_SKEW = 3;
    static final String TAINTS_POLICY = "Honor";
    /** Heavier, hosts outweigh providers; measured on the scheduler. */
    static final int HOST_SHARE = 20;

    private static final int LABELLED_WEIGHT = 100;
    private static final String WORD = "spread";

    private Spreading() {}

    /** placement must have the word. */
    public static Contribution of(Placement placement, PodContext context) {
        Spread spread = placement.spread().orElseThrow();
        PodView pod = context.pod();
        Optional<Group> group = context.group(spread.labelKeys());
        boolean soften = context.hardClaim()
                && spread.isHard()
                && context.target().live(context.providers()).size() > 1;
        Optional<TopologySpreadConstraint> own = constraintOn(context.providerLabel(), pod);
        boolean again = own.isPresent()
                && group.isPresent()
                && isOurs(own.get(), constraint(spread, soften, context.providerLabel(), group.get()));
        if ((own.isPresent() && !again) || (!again && leavesOneProvider(context))) {
            return Contribution.NOTHING;
        }
        if (group.isEmpty()) {
            return Contribution.warnings(Group.missing(pod, spread.labelKeys(), "it is not spread over providers"));
        }
        if (spread.isHard() && !soften && !again) {
            Optional<String> bound = BoundTogether.by(context);
            if (bound.isPresent()) {
                return Contribution.warning(
                        "this pod is not spread over providers: " + BoundTogether.sentence(bound.get()));
            }
        }
        List<TopologySpreadConstraint> constraints = new ArrayList<>();
        if (!again) {
            constraints.add(constraint(spread, soften, context.providerLabel(), group.get()));
        }
        boolean keepsHosts = spread.keepHostSpread()
                && pod.topologySpreadConstraints().size() == own.stream().count();
        PodAdditions additions = PodAdditions.NONE;
        if (isHeldByAntiAffinity(placement, spread, soften, pod)) {
            additions = antiAffinity(placement, spread, keepsHosts, group.get(), context);
        } else if (keepsHosts && !again) {
            constraints.add(hostConstraint(group.get()));
        }
        return new Contribution(
                additions.and(PodAdditions.spreading(constraints)),
                List.of(WORD),
                again ? List.of() : warnings(spread, soften, context));
    }

    private static boolean isHeldByAntiAffinity(Placement placement, Spread spread, boolean soften, PodView pod) {
        return (soften || !spread.isHard())
                && spread.antiAffinityWeight() > 0
                && placement.colocate().isEmpty()
                && placement.buffer().isEmpty()
                && pod.affinity().pods().preferred().isEmpty();
    }

    private static PodAdditions antiAffinity(
            Placement placement, Spread spread, boolean keepsHosts, Group group, PodContext context) {
        PodAffinity apart = PodAffinity.NONE;
        boolean byOther = context.pod()
                        .affinity()
                        .antiPods()
                        .terms()
                        .anyMatch(term -> term.topologyKey().equals(context.providerLabel()))
                || placement
                        .onePerProvider()
                        .map(Separation::mode)
                        .filter(Strength.Preferred::equals)
                        .isPresent();
        if (!byOther) {
            apart = apart.and(term(spread.antiAffinityWeight(), context.providerLabel(), group));
        }
        if (keepsHosts) {
            apart = apart.and(term(Math.max(1, spread.antiAffinityWeight() / HOST_SHARE), HOSTNAME, group));
        }
        PodAdditions additions = PodAdditions.of(Affinity.farFrom(apart));
        if (!context.target().reachesUnlabelledNodes(context.providers())) {
            return additions;
        }
        NodeSelectorTerm labelled = NodeSelectorTerm.of(Requirement.exists(context.providerLabel()));
        return additions.and(
                PodAdditions.of(Affinity.preferring(List.of(new PreferredTerm(LABELLED_WEIGHT, labelled)))));
    }

    private static PodAffinity term(int weight, String topologyKey, Group group) {
        return PodAffinity.preferred(weight, PodAffinityTerm.of(topologyKey, group.selector()));
    }

    /** Returns a warning where the constraint no longer selects the pod, because a later webhook changed its labels. */
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

    private static TopologySpreadConstraint constraint(Spread spread, boolean soften, String key, Group group) {
        return new TopologySpreadConstraint(
                spread.maxSkew(),
                key,
                soften ? TopologySpreadConstraint.SCHEDULE_ANYWAY : spread.whenUnsatisfiable(),
                soften ? OptionalInt.empty() : spread.minDomains(),
                Optional.of(TAINTS_POLICY),
                Optional.of(group.selector()),
                List.of());
    }

    private static TopologySpreadConstraint hostConstraint(Group group) {
        return new TopologySpreadConstraint(
                DEFAULT_HOST_SKEW,
                HOSTNAME,
                TopologySpreadConstraint.SCHEDULE_ANYWAY,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(group.selector()),
                List.of());
    }

    /** Whether the constraint is the one that an earlier review added. */
    private static boolean isOurs(TopologySpreadConstraint own, TopologySpreadConstraint ours) {
        return own.maxSkew() == ours.maxSkew()
                && own.whenUnsatisfiable().equals(ours.whenUnsatisfiable())
                && own.nodeTaintsPolicy().equals(ours.nodeTaintsPolicy())
                && own.labelSelector().equals(ours.labelSelector());
    }

    /** One live provider in the whole cluster is no reason: others may come. */
    private static boolean leavesOneProvider(PodContext context) {
        List<Provider> labelled =
                context.providers().all().stream().filter(Provider::labelled).toList();
        long left = labelled.stream()
                .filter(provider -> context.target().contains(provider.name()))
                .count();
        boolean named =
                !context.target().unseen() && context.target().providers().size() <= 1;
        return named || (left == 1 && labelled.size() > 1);
    }

    private static List<String> warnings(Spread spread, boolean soften, PodContext context) {
        List<String> warnings = new ArrayList<>();
        if (soften) {
            warnings.add(
                    "spread over providers is made soft for this pod: its volume is bound to some of them, and a hard"
                            + " spread could leave it without a node");
        }
        if (soften || !spread.isHard()) {
            context.pod().topologySpreadConstraints().stream()
                    .filter(TopologySpreadConstraint::isSoft)
                    .map(TopologySpreadConstraint::topologyKey)
                    .forEach(key -> providerLacking(key, context)
                            .ifPresent(name -> warnings.add("the soft spread over " + key
                                    + " voids the one over providers: nodes of " + name
                                    + " lack that label, so the scheduler scores them last")));
        }
        return warnings;
    }

    private static Optional<String> providerLacking(String key, PodContext context) {
        return context.providers().all().stream()
                .filter(provider -> provider.live() && context.target().contains(provider.name()))
                .filter(provider -> provider.nodes().stream()
                        .anyMatch(node -> !node.labels().containsKey(key)))
                .map(Provider::name)
                .findFirst();
    }
}
