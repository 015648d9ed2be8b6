package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.AttachIndex;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The labels that bind pods to a home: the provider label, and the attachLabels that all providers of the home share,
 * since those of one would exclude the others. A home found from selected nodes asks for no attachLabels. Each label is
 * judged alone.
 *
 * @param requirements a requirement for each label that every node which can attach has
 * @param ofProvider whether the provider label is among the requirements
 * @param leftOut the other labels, each with the nodes and declared pools that can attach and lack it
 */
public record BindingLabels(List<Requirement> requirements, boolean ofProvider, Map<String, Set<String>> leftOut) {

    public static BindingLabels of(Home.Known home, Inventory inventory) {
        AttachIndex index = inventory.attachIndex();
        String providerLabel = inventory.providers().label();
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        wanted.put(providerLabel, List.copyOf(home.providers()));
        if (!home.placed()) {
            sharedLabels(home, inventory.providers()).forEach((key, value) -> wanted.putIfAbsent(key, List.of(value)));
        }
        List<Requirement> requirements = new ArrayList<>();
        Map<String, Set<String>> leftOut = new LinkedHashMap<>();
        wanted.forEach((key, values) -> {
            Set<String> lacking = index.lacking(home.providers(), home.driver(), key);
            if (lacking.isEmpty()) {
                requirements.add(Requirement.in(key, values));
            } else {
                leftOut.put(key, lacking);
            }
        });
        return new BindingLabels(requirements, !leftOut.containsKey(providerLabel), leftOut);
    }

    /** Returns these labels without the provider label, which the only nodes that can attach lack. */
    BindingLabels withoutProvider(String providerLabel, Set<String> nodes) {
        Map<String, Set<String>> more = new LinkedHashMap<>(leftOut);
        more.put(providerLabel, nodes);
        return new BindingLabels(
                requirements.stream()
                        .filter(requirement -> !requirement.key().equals(providerLabel))
                        .toList(),
                false,
                more);
    }

    private static Map<String, String> sharedLabels(Home.Known home, Providers providers) {
        Optional<Map<String, String>> shared = home.providers().stream()
                .map(name -> providers.named(name).map(Provider::attachLabels).orElse(Map.of()))
                .reduce((some, others) -> {
                    Map<String, String> both = new TreeMap<>(some);
                    both.entrySet().retainAll(others.entrySet());
                    return both;
                });
        return new TreeMap<>(shared.orElse(Map.of()));
    }

    /** Returns for people that these nodes lack a label: at most five by name, then how many more. */
    public static String lacking(Set<String> nodes) {
        List<String> named = nodes.stream().limit(5).toList();
        int more = nodes.size() - named.size();
        return String.join(", ", named)
                + (more > 0 ? " and " + more + " more" : "")
                + (nodes.size() == 1 ? " lacks it" : " lack it");
    }
}
