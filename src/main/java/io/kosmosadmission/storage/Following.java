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
 * <p>Reads the hard homes of its volumes, and what its words and boundaries leave it. Adds for each {@code providerLabel In
 * home} and the attachLabels of its providers, and the tolerations of their taints. Each label is judged alone, and left
 * out with a warning where a node that can attach lacks it: such a node would be lost to the pod. A drained provider leaves
 * the home of a volume that isn't there yet, while another is left.
 *
 * <p>Leaves alone a pod that would have nowhere to run with it: that is a conflict, and judged as one.
 *
 * @param target what is left to the pod by what is added
 */
public record Following(PodAdditions additions, Target target, List<String> words, List<String> warnings) {

    /** What a pod gets whose claims aren't followed. */
    public static Following none(Target target) {
        return new Following(PodAdditions.NONE, target, List.of(), List.of());
    }

    public static Following of(List<VolumeUse> uses, Target target, Inventory inventory) {
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
        List<String> warnings = new ArrayList<>();
        boolean byProvider = false;
        for (Map.Entry<Home.Known, List<String>> each : homes.entrySet()) {
            Home.Known home = each.getKey();
            String whose = String.join(", ", each.getValue());
            BindingLabels labels = BindingLabels.of(home, inventory);
            requirements.addAll(labels.requirements());
            tolerations.addAll(tolerations(home, room, inventory.providers()));
            byProvider |= labels.ofProvider();
            words.add((labels.ofProvider() ? "only " : "can attach on ") + String.join(", ", home.providers()) + " ("
                    + whose + ")");
            labels.leftOut().forEach((label, nodes) -> warnings.add(warning(label, nodes, whose)));
        }
        return new Following(
                PodAdditions.of(requirements, List.copyOf(tolerations)), byProvider ? room : target, words, warnings);
    }

    /** The pod without what following these volumes adds to its node affinity: its user never wrote it. */
    public static PodView undone(PodView pod, List<VolumeUse> uses, Target target, Inventory inventory) {
        List<Requirement> added = homes(uses, target, inventory.providers()).keySet().stream()
                .flatMap(home -> BindingLabels.of(home, inventory).requirements().stream())
                .toList();
        return pod.withoutRequirements(own -> added.stream().anyMatch(own::isSameAs));
    }

    /** The hard homes that are followed, each with those whose it is, in order. */
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
