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
import java.util.Optional;
import java.util.Set;

/**
 * Holds a pod within its boundaries.
 *
 * <p>Reads the pod's target by its own requirements, the hard homes of its claims, the boundaries that match the pod
 * (all hold together), and which providers are live and drained.
 *
 * <p>Adds for each boundary {@code providerLabel In required}, or {@code NotIn forbidden} and {@code Exists}, or all
 * three; and a toleration for each taint of the providers that all boundaries leave.
 *
 * <p>Leaves alone the fallback and the drained providers where applying them would leave the pod's own requirements or
 * its claims without a provider: such a boundary holds as it is written.
 *
 * @param boundaries the boundaries as they hold for the pod
 * @param target the part of the pod's own target that the boundaries leave
 * @param left the providers that all boundaries leave, whatever the pod itself asks for; empty without a boundary
 */
public record Limits(List<BoundaryLimit> boundaries, Target target, List<String> left) {

    /**
     * Finds the limits of a pod.
     *
     * @param own the target by the pod's own requirements
     * @param homes the providers of each hard home of the pod's claims
     * @param boundaries the boundaries that match the pod
     */
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

    /**
     * Takes boundaries as they are written, one after the other, until the pod has somewhere to run. Only a boundary
     * that leaves nothing of what the others, as written, leave is changed so.
     */
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
        Optional<BoundaryLimit> first =
                limits.stream().filter(limit -> !limit.required().isEmpty()).findFirst();
        List<String> left =
                new ArrayList<>(first.map(BoundaryLimit::required).orElseGet(() -> List.copyOf(providers.liveNames())));
        for (BoundaryLimit limit : limits) {
            left.removeIf(
                    name -> !limit.required().isEmpty() && !limit.required().contains(name));
            left.removeAll(limit.boundary().forbidden());
        }
        // Which drained ones a required list keeps was decided for the pod.
        return first.isPresent() ? left : providers.withoutDrained(left);
    }

    /** Returns the requirements of all boundaries and the tolerations of the providers left. */
    public PodAdditions additions(Providers providers) {
        if (boundaries.isEmpty()) {
            return PodAdditions.NONE;
        }
        List<Requirement> requirements = new ArrayList<>();
        boundaries.forEach(limit -> requirements.addAll(limit.requirements(providers.label())));
        return PodAdditions.of(requirements, tolerations(providers));
    }

    /** Returns the tolerations of the providers left. */
    public List<Toleration> tolerations(Providers providers) {
        List<Toleration> tolerations = new ArrayList<>();
        for (String name : left) {
            for (Taint taint :
                    providers.named(name).map(provider -> provider.taints()).orElse(List.of())) {
                tolerations.add(Toleration.of(taint));
            }
        }
        return tolerations;
    }

    /** Returns the words for the annotation: {@code only scaleway (boundary payments)}. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        boundaries.forEach(limit -> words.add(limit.words()));
        return words;
    }
}
