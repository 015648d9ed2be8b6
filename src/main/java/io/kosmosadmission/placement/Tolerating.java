package io.kosmosadmission.placement;

import io.kosmosadmission.config.Placement;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.Toleration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The word {@code tolerate}: the taints of some providers.
 *
 * <p>Reads the taints of the named providers whose label some node or pool really has, without the drained providers
 * where another named one is live and active. Adds a toleration for each taint, with its value and effect. Leaves alone
 * what the pod tolerates already. What the namespace forbids is left out later, with a warning; the words don't claim it.
 */
public final class Tolerating {

    private Tolerating() {}

    public static Contribution of(List<String> tolerate, PodContext context) {
        Providers providers = context.providers();
        List<String> wanted = tolerate.contains(Placement.EVERY_PROVIDER)
                ? providers.all().stream().map(Provider::name).toList()
                : tolerate;
        Set<Toleration> tolerations = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (String name : providers.withoutDrained(wanted)) {
            providers
                    .named(name)
                    .filter(Provider::labelled)
                    .ifPresent(provider -> provider.taints().forEach(taint -> {
                        Toleration toleration = Toleration.of(taint);
                        tolerations.add(toleration);
                        if (context.whitelist().permits(toleration)) {
                            names.add(name);
                        }
                    }));
        }
        return new Contribution(
                PodAdditions.tolerating(List.copyOf(tolerations)),
                names.isEmpty() ? List.of() : List.of("tolerates " + String.join(", ", names)),
                List.of());
    }
}
