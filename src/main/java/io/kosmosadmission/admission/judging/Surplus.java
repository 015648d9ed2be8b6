package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.placing.PodPlacement;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.target.Targets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pods of a workload that are more than its providers take.
 *
 * <p>Reads how many pods the workload has at once, a pod as it is placed, and the providers that are left to it. Tells of a
 * required anti-affinity on the provider label, whoever wrote it; of a hard spread whose {@code minDomains} are more than
 * those providers, since each then takes no more than {@code maxSkew}; and of the wish that the rule's
 * {@code onePerProvider} is. What a Job has too many waits until others are done, what others have stays Pending.
 *
 * <p>Leaves alone pods to which no provider is left, which is told for itself, and those that may go to nodes without the
 * label, which take any number.
 */
final class Surplus {

    /** How many pods each provider takes, in words too, and whether that is a wish. */
    private record Share(int each, String words, boolean wish) {}

    private final Providers providers;
    private final Targets targets;

    Surplus(Providers providers, Targets targets) {
        this.providers = providers;
        this.targets = targets;
    }

    /** Returns what to tell of the workload, which subject names. rule is the one that places its pods. */
    Optional<String> of(Workload workload, String subject, PodPlacement placed, Optional<Rule> rule) {
        List<String> left = placed.providersLeft(providers);
        if (left.isEmpty() || reachesOthers(placed)) {
            return Optional.empty();
        }
        return share(placed.result(), left.size(), rule)
                .filter(share -> workload.replicas() > (long) left.size() * share.each())
                .map(share -> told(workload, subject, share, left));
    }

    /** Whether nodes without the label take any number of the pods. */
    private boolean reachesOthers(PodPlacement placed) {
        return placed.left().reachesUnlabelledNodes(providers)
                && targets.of(placed.result()).reachesUnlabelledNodes(providers);
    }

    private Optional<Share> share(PodView pod, int left, Optional<Rule> rule) {
        if (keepsApart(pod)) {
            return Optional.of(new Share(1, "one per provider", false));
        }
        Optional<Share> spread = hardSpreads(pod)
                .filter(constraint -> constraint.minDomains().orElse(1) > left)
                .findFirst()
                .map(constraint -> new Share(
                        constraint.maxSkew(),
                        "over at least " + constraint.minDomains().orElse(1) + " providers (minDomains)",
                        false));
        PodAffinity apart = pod.affinity().antiPods();
        boolean wished = rule.flatMap(it -> it.placement().onePerProvider()).isPresent()
                && apart.terms().anyMatch(term -> isAmongItsKind(term, pod));
        return spread.or(() -> wished ? Optional.of(new Share(1, "one per provider", true)) : Optional.empty());
    }

    private boolean keepsApart(PodView pod) {
        return pod.affinity().antiPods().required().stream().anyMatch(term -> isAmongItsKind(term, pod));
    }

    private boolean isAmongItsKind(PodAffinityTerm term, PodView pod) {
        return term.topologyKey().equals(providers.label())
                && !term.otherNamespaces()
                && term.labelSelector()
                        .filter(selector -> selector.matches(pod.metadata().labels()))
                        .isPresent();
    }

    private Stream<TopologySpreadConstraint> hardSpreads(PodView pod) {
        return pod.topologySpreadConstraints().stream()
                .filter(constraint ->
                        !constraint.isSoft() && constraint.topologyKey().equals(providers.label()))
                .filter(constraint -> constraint
                        .labelSelector()
                        .filter(selector -> selector.matches(pod.metadata().labels()))
                        .isPresent());
    }

    private static String told(Workload workload, String subject, Share share, List<String> left) {
        boolean ends = workload.kind() == WorkloadKind.Job || workload.kind() == WorkloadKind.CronJob;
        int more = workload.replicas() - left.size() * share.each();
        String rest = share.wish() ? " will share a provider" : ends ? " will wait for others" : " will stay Pending";
        return subject + (ends ? " runs " : " asks for ") + workload.replicas()
                + (ends ? " pods at once, " : " replicas, ") + share.words() + ", but can run on " + left.size()
                + (left.size() == 1 ? " live provider" : " live providers") + " (" + String.join(", ", left) + ")"
                + (share.each() == 1 ? "" : ", each of which takes " + share.each()) + ": " + more + rest;
    }
}
