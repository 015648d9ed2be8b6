package io.kosmosadmission.cli.init;

import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.kube.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The providers that nodes tell of: by the label that says so, else by the scheme of their providerID. Nodes that say
 * nothing are taken together.
 *
 * @param label the key of the label
 * @param unusable values of the label that no file of rules can name
 * @param nobodys how many nodes bear the label with a value that says that nobody knows
 */
record FoundProviders(String label, List<FoundProvider> all, List<String> unusable, int nobodys) {

    private static final String USUAL_LABEL = "provider";

    /** As a value of the label it names no provider; as a name it is that of nodes that say nothing. */
    static final String UNKNOWN = "unknown";

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
        int nobodys = 0;
        for (Node node : nodes) {
            String value = node.labels().getOrDefault(label, "");
            if (value.isEmpty()) {
                silent.add(node);
            } else if (value.equals(UNKNOWN)) {
                nobodys++;
            } else if (VALUE.matcher(value).matches()) {
                found.computeIfAbsent(value, FoundProvider::named).labelled().add(node);
            } else if (!unusable.contains(value)) {
                unusable.add(value);
            }
        }
        String unnamed = nobodys > 0 ? UNKNOWN + "-unlabelled" : UNKNOWN;
        silent.forEach(node -> assign(node, found, unnamed));
        return new FoundProviders(label, List.copyOf(found.values()), unusable, nobodys);
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

    private static void assign(Node node, Map<String, FoundProvider> found, String unnamed) {
        Optional<String> scheme = Optional.of(SCHEME.matcher(node.providerID()))
                .filter(it -> it.matches())
                .map(it -> it.group(1));
        if (scheme.isEmpty()) {
            found.computeIfAbsent(unnamed, FoundProvider::named).byName().add(node);
            return;
        }
        Optional<Platform> platform = Platform.ofProviderID(node.providerID());
        List<String> names = found.values().stream()
                .filter(each -> isOf(each, platform, scheme.get()))
                .map(FoundProvider::name)
                .toList();
        if (names.size() > 1) {
            found.computeIfAbsent(unnamed, FoundProvider::named).ambiguous().put(node, names);
            return;
        }
        String name = names.isEmpty() ? platform.map(Platform::toString).orElse(scheme.get()) : names.get(0);
        found.computeIfAbsent(name, FoundProvider::named)
                .byScheme()
                .computeIfAbsent(scheme.get() + "://", unseen -> new ArrayList<>())
                .add(node);
    }

    /** Returns the beginning of the node's providerID that tells its cloud; empty where it has none. */
    static String prefix(Node node) {
        Matcher scheme = SCHEME.matcher(node.providerID());
        return scheme.matches() ? scheme.group(1) + "://" : "";
    }

    /** Whether the nodes of a provider that bear its label are of the same cloud. */
    private static boolean isOf(FoundProvider provider, Optional<Platform> platform, String scheme) {
        return provider.name().equals(scheme)
                || (platform.isPresent()
                        && (Platform.named(provider.name()).equals(platform)
                                || provider.platform().equals(platform)));
    }
}
