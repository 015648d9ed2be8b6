package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Places a pod where its claims are at home.
 *
 * <p>Reads the hard homes of the pod's volumes, and the target that its own requirements and boundaries leave. Adds for
 * each home {@code providerLabel In home}, the attachLabels that its providers share, and tolerations of their taints.
 * Each label is judged alone: it is left out, with a warning, where a node that can attach lacks it, since the pod
 * would lose such a node. A node of no known provider that can attach is lost to the pod, with a warning, as long as
 * another one is left. A drained provider is left out of the home of a volume that doesn't exist yet while another
 * one is left.
 *
 * <p>Leaves alone a pod that would have nowhere to run with these additions: that is a conflict, and judged as one.
 *
 * @param target the target that the additions leave
 * @param words what was added, for the pod's annotation
 */
public record Following(PodAdditions additions, Target target, List<String> words, List<String> warnings) {

    /** Returns what is added where claims aren't followed: nothing. */
    public static Following none(Target target) {
        return new Following(PodAdditions.NONE, target, List.of(), List.of());
    }

    /** pod: as its user wrote it; target: what its words and boundaries leave. */
    public static Following of(PodView pod, List<VolumeUse> uses, Target target, Inventory inventory) {
        if (uses.isEmpty()) {
            return none(target);
        }
        Map<Home.Known, List<String>> homes = homes(uses, target, inventory.providers());
        Target room = target;
        for (Home.Known home : homes.keySet()) {
            room = room.limitedTo(home.providers());
        }
        if (homes.isEmpty() || room.isEmpty()) {
            return none(target);
        }
        List<Requirement> requirements = new ArrayList<>();
        Set<Toleration> tolerations = new LinkedHashSet<>();
        List<String> words = new ArrayList<>();
        Unlabelled unlabelled = Unlabelled.of(pod, uses, target, inventory);
        List<String> warnings = new ArrayList<>();
        boolean byProvider = false;
        for (Map.Entry<Home.Known, List<String>> each : homes.entrySet()) {
            Home.Known home = each.getKey();
            String whose = String.join(", ", each.getValue());
            BindingLabels labels = unlabelled.spare(BindingLabels.of(home, inventory));
            requirements.addAll(labels.requirements());
            tolerations.addAll(tolerations(home, room, inventory.providers()));
            byProvider |= labels.ofProvider();
            words.add((labels.ofProvider() ? "only " : "can attach on ") + String.join(", ", home.providers()) + " ("
                    + whose + ")");
            labels.leftOut().forEach((label, nodes) -> warnings.add(warning(label, nodes, whose)));
            unlabelled.unused(labels, whose).ifPresent(warnings::add);
        }
        return new Following(
                PodAdditions.of(requirements, List.copyOf(tolerations)), byProvider ? room : target, words, warnings);
    }

    /** Returns the pod without the requirements that following these volumes adds, since its user never wrote them. */
    public static PodView undone(PodView pod, List<VolumeUse> uses, Target target, Inventory inventory) {
        List<Requirement> added = homes(uses, target, inventory.providers()).keySet().stream()
                .flatMap(home -> BindingLabels.of(home, inventory).requirements().stream())
                .toList();
        return pod.withoutRequirements(own -> added.stream().anyMatch(own::isSameAs));
    }

    /** Returns the hard homes in the order of the volumes, each with its volumes as people know them. */
    private static Map<Home.Known, List<String>> homes(List<VolumeUse> uses, Target target, Providers providers) {
        Map<Home.Known, List<String>> homes = new LinkedHashMap<>();
        Target room = target;
        for (VolumeUse use : uses) {
            Optional<Home.Known> hard = use.home().ifHard();
            if (hard.isPresent()) {
                Home.Known reduced = use.hasVolume() ? hard.get() : withoutDrained(hard.get(), room, providers);
                room = room.limitedTo(reduced.providers());
                homes.computeIfAbsent(reduced, unseen -> new ArrayList<>())
                        .add(use.subject().replace("\"", ""));
            }
        }
        return homes;
    }

    private static Home.Known withoutDrained(Home.Known home, Target room, Providers providers) {
        Set<String> left = new TreeSet<>(providers.withoutDrained(List.copyOf(home.providers())));
        return room.limitedTo(left).isEmpty() ? home : home.limitedTo(left, home.because());
    }

    private static List<Toleration> tolerations(Home.Known home, Target room, Providers providers) {
        List<Toleration> tolerations = new ArrayList<>();
        for (String name : home.providers()) {
            List<Taint> taints = providers.named(name).map(Provider::taints).orElse(List.of());
            if (room.contains(name)) {
                taints.forEach(taint -> tolerations.add(Toleration.of(taint)));
            }
        }
        return tolerations;
    }

    private static String warning(String label, Set<String> nodes, String whose) {
        return "not bound by label " + label + " to where " + whose + " can be attached: "
                + BindingLabels.lacking(nodes);
    }
}
