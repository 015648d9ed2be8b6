package io.kosmosadmission.admission.placing;

import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.storage.Home;
import io.kosmosadmission.storage.VolumeUse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Warns of a claim whose home keeps its pod off by a taint, where the guard lets no claim grant a toleration.
 *
 * <p>Reads the placed pod's tolerations, the hard homes of its volumes, and the taints of the nodes and declared pools of
 * those of their providers that are left to the pod. Adds nothing.
 *
 * <p>Leaves alone a home of which any node or pool takes the pod, and a pod that has a node already.
 */
final class HomeTaints {

    private HomeTaints() {}

    static List<String> warnings(PodPlacement placed, List<VolumeUse> uses, Providers providers) {
        if (!placed.result().nodeName().isEmpty()) {
            return List.of();
        }
        return uses.stream()
                .flatMap(use -> use.home().ifHard().stream()
                        .flatMap(home -> closed(home, placed, providers).stream())
                        .map(closed -> warning(use, closed, placed.result())))
                .toList();
    }

    /** Returns the first provider of the home where every one of those left keeps the pod off. */
    private static Optional<Provider> closed(Home.Known home, PodPlacement placed, Providers providers) {
        List<Provider> left = home.providers().stream()
                .filter(placed.left()::contains)
                .flatMap(name -> providers.named(name).stream())
                .toList();
        return left.stream().anyMatch(provider -> takes(provider, placed.result()))
                ? Optional.empty()
                : left.stream().findFirst();
    }

    private static boolean takes(Provider provider, PodView pod) {
        return Stream.concat(
                        provider.nodes().stream().map(node -> node.taints()),
                        provider.elasticPools().stream().map(ElasticPool::taints))
                .anyMatch(taints -> taints.stream().noneMatch(taint -> keepsOff(taint, provider, pod)));
    }

    private static boolean keepsOff(Taint taint, Provider provider, PodView pod) {
        return taint.keepsOff() && provider.taints().contains(taint) && !pod.tolerates(taint);
    }

    private static String warning(VolumeUse use, Provider provider, PodView pod) {
        String taint = provider.taints().stream()
                .filter(each -> keepsOff(each, provider, pod))
                .findFirst()
                .map(Taint::toString)
                .orElse("");
        return use.subject() + " is at home on " + provider.name() + ", whose taint " + taint
                + " this pod doesn't tolerate, so that it stays Pending: with the guard on, no claim grants that, but a"
                + " boundary or a rule (tolerate) could";
    }
}
