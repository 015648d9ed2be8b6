package io.kosmosadmission.cli.init;

import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.kube.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The providers that nodes tell of: by the label that says so, else by the scheme of their providerID. Nodes that say
 * nothing are taken together.
 *
 * @param label the key of the label
 * @param unusable values of the label that no file of rules can name
 */
record FoundProviders(String label, List<FoundProvider> all, List<String> unusable) {

    private static final String USUAL_LABEL = "provider";
    private static final String UNKNOWN = "unknown";

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern KEY = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/" + USUAL_LABEL);
    private static final Pattern SCHEME = Pattern.compile("([a-z][-a-z0-9.]{0,40})://.*");

    FoundProviders {
        all = List.copyOf(all);
        unusable = List.copyOf(unusable);
    }

    static FoundProviders of(Collection<Node> nodes) {
        String label = label(nodes);
        Map<String, FoundProvider> found = new TreeMap<>();
        List<String> unusable = new ArrayList<>();
        List<Node> silent = new ArrayList<>();
        for (Node node : nodes) {
            String value = node.labels().getOrDefault(label, "");
            if (value.isEmpty()) {
                silent.add(node);
            } else if (VALUE.matcher(value).matches()) {
                found.computeIfAbsent(value, FoundProvider::named).labelled().add(node);
            } else if (!unusable.contains(value)) {
                unusable.add(value);
            }
        }
        silent.forEach(node -> assign(node, found));
        return new FoundProviders(label, List.copyOf(found.values()), unusable);
    }

    /**
     * Returns the usual key if any node bears it, else the one that most nodes bear of those that end in the same word.
     */
    private static String label(Collection<Node> nodes) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Node node : nodes) {
            node.labels().keySet().stream()
                    .filter(key -> key.equals(USUAL_LABEL) || KEY.matcher(key).matches())
                    .forEach(key -> counts.merge(key, 1, Integer::sum));
        }
        if (counts.containsKey(USUAL_LABEL)) {
            return USUAL_LABEL;
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(USUAL_LABEL);
    }

    private static void assign(Node node, Map<String, FoundProvider> found) {
        Optional<String> scheme = Optional.of(SCHEME.matcher(node.providerID()))
                .filter(it -> it.matches())
                .map(it -> it.group(1));
        if (scheme.isEmpty()) {
            found.computeIfAbsent(UNKNOWN, FoundProvider::named).byName().add(node);
            return;
        }
        Optional<Platform> platform = Platform.ofProviderID(node.providerID());
        String name = found.values().stream()
                .filter(each -> isOf(each, platform, scheme.get()))
                .map(FoundProvider::name)
                .findFirst()
                .orElse(platform.map(Platform::toString).orElse(scheme.get()));
        found.computeIfAbsent(name, FoundProvider::named)
                .byScheme()
                .computeIfAbsent(scheme.get() + "://", unseen -> new ArrayList<>())
                .add(node);
    }

    /** Whether the nodes of a provider that bear its label are of the same cloud. */
    private static boolean isOf(FoundProvider provider, Optional<Platform> platform, String scheme) {
        return provider.name().equals(scheme)
                || (platform.isPresent()
                        && (Platform.named(provider.name()).equals(platform)
                                || provider.platform().equals(platform)));
    }
}
