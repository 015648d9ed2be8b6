package io.kosmosadmission.boundary;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.target.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Holds a pod within its boundaries and off drained providers.
 *
 * <p>Reads the pod's target by its own words, the hard homes of its claims, the boundaries that match it (all hold
 * together), and which providers are live and Drained.
 *
 * <p>Adds per boundary {@code providerLabel In required}, {@code NotIn forbidden} and {@code Exists}; the providers left,
 * for their tolerations; and {@code NotIn} for the drained providers that the pod could still run on, where a live, active
 * one is left to it.
 *
 * <p>Leaves alone: neither Drained nor fallback is applied where the pod's own words or claims would be left without a
 * provider; then the boundary holds as written.
 *
 * @param target what is left to the pod within the boundaries
 * @param left the providers that the boundaries leave, whatever the pod says itself; empty without a boundary
 * @param avoided the drained providers that the pod is kept off
 */
public record Limits(List<BoundaryLimit> boundaries, Target target, List<String> left) {

    public static Limits of(Target own, Collection<Set<String>> homes, List<Boundary> boundaries, Providers providers) {
        Target claimed = own;
        for (Set<String> home : homes) {
            claimed = claimed.limitedTo(home);
        }
        List<BoundaryLimit> limits = new ArrayList<>();
        boundaries.forEach(boundary -> limits.add(BoundaryLimit.reduced(boundary, providers)));
        softenWhereNothingIsLeft(limits, claimed);
        Target target = own;
        for (BoundaryLimit limit : limits) {
            target = limit.limit(target);
        }
        return new Limits(limits, target, left(limits, providers));
    }

    /** One boundary after the other falls back to what is written, until the pod has somewhere to run. */
    private static void softenWhereNothingIsLeft(List<BoundaryLimit> limits, Target claimed) {
        for (int i = 0; i < limits.size() && isShut(limits, claimed); i++) {
            BoundaryLimit reduced = limits.get(i);
            BoundaryLimit written = BoundaryLimit.written(reduced.boundary());
            if (!written.equals(reduced) && isShut(List.of(reduced), othersOf(limits, i, claimed))) {
                limits.set(i, written);
            }
        }
    }

    private static boolean isShut(List<BoundaryLimit> limits, Target target) {
        Target left = target;
        for (BoundaryLimit limit : limits) {
            left = limit.limit(left);
        }
        return left.isEmpty();
    }

    private static Target othersOf(List<BoundaryLimit> limits, int index, Target target) {
        Target left = target;
        for (int i = 0; i < limits.size(); i++) {
            if (i != index) {
                left = BoundaryLimit.written(limits.get(i).boundary()).limit(left);
            }
        }
        return left;
    }

    private static List<String> left(List<BoundaryLimit> limits, Providers providers) {
        if (limits.isEmpty()) {
            return List.of();
        }
        List<String> left = new ArrayList<>(
                limits.stream().allMatch(limit -> limit.required().isEmpty())
                        ? providers.withoutDrained(List.copyOf(providers.liveNames()))
                        : limits.stream()
                                .filter(limit -> !limit.required().isEmpty())
                                .findFirst()
                                .orElseThrow()
                                .required());
        for (BoundaryLimit limit : limits) {
            left.removeIf(
                    name -> !limit.required().isEmpty() && !limit.required().contains(name));
            left.removeAll(limit.boundary().forbidden());
        }
        return left;
    }

    /** What the pod gets for it. */
    public PodAdditions additions(Providers providers) {
        if (boundaries.isEmpty()) {
            return PodAdditions.NONE;
        }
        List<Requirement> requirements = new ArrayList<>();
        boundaries.forEach(limit -> requirements.addAll(limit.requirements(providers.label())));
        List<Toleration> tolerations = new ArrayList<>();
        for (String name : left) {
            for (Taint taint :
                    providers.named(name).map(provider -> provider.taints()).orElse(List.of())) {
                tolerations.add(Toleration.of(taint));
            }
        }
        return PodAdditions.of(requirements, tolerations);
    }

    /** For the annotation: {@code only scaleway (boundary payments)}. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        boundaries.forEach(limit -> words.add(limit.words()));
        return words;
    }
}
