package io.kosmosadmission.admission;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Placement;
import io.kosmosadmission.config.ProviderSettings;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is odd in the cluster as it is, seen with the configuration: never a reason to refuse either. */
public record Findings(List<Finding> all) {

    /** What is looked for; the labels are a metric's. */
    public enum Check {
        NodeWithoutLabel("node-without-label"),
        ProviderWithoutNode("provider-without-node");

        private final String label;

        Check(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** sentence is for people. */
    public record Finding(Check check, String sentence) {}

    public Findings {
        all = List.copyOf(all);
    }

    public static Findings of(Configuration configuration, Inventory inventory) {
        List<Finding> found = new ArrayList<>();
        nodesWithoutLabel(inventory.providers(), found);
        providersWithoutNode(configuration, inventory.providers(), found);
        return new Findings(found);
    }

    /** How many there are of each, zeros included, so that a metric falls back when all is well. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Check check : Check.values()) {
            counts.put(check.label(), 0);
        }
        all.forEach(finding -> counts.merge(finding.check().label(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** The first sentences of each check, at most so many, and then one that counts the rest. */
    public Map<Check, List<String>> firstSentences(int most) {
        Map<Check, List<String>> sentences = new EnumMap<>(Check.class);
        all.forEach(finding -> sentences
                .computeIfAbsent(finding.check(), unseen -> new ArrayList<>())
                .add(finding.sentence()));
        sentences.replaceAll((check, list) -> {
            List<String> first = new ArrayList<>(list.subList(0, Math.min(most, list.size())));
            if (list.size() > most) {
                first.add("and " + (list.size() - most) + " more of " + check.label());
            }
            return first;
        });
        return sentences;
    }

    // A node that the configuration gives to a provider is fine without the label, but for one that a cloud's own
    // controller manages: there the label was forgotten, and no boundary or spread reaches the node.
    private static void nodesWithoutLabel(Providers providers, List<Finding> found) {
        for (Node node : providers.unknownNodes()) {
            Optional<Platform> platform = Platform.ofProviderID(node.providerID());
            found.add(withoutLabel(
                    node,
                    providers.label(),
                    platform.map(it -> "its providerID says " + it).orElse("its provider isn't known")));
        }
        for (Provider provider : providers.all()) {
            for (Node node : provider.nodes()) {
                if (!node.labels().containsKey(providers.label())
                        && Platform.ofProviderID(node.providerID()).isPresent()) {
                    found.add(
                            withoutLabel(node, providers.label(), "the configuration counts it to " + provider.name()));
                }
            }
        }
    }

    private static Finding withoutLabel(Node node, String label, String hint) {
        return new Finding(
                Check.NodeWithoutLabel,
                "node \"" + node.name() + "\" has no label " + label + " (" + hint
                        + "): pods that are bound to a provider can't run there");
    }

    private static void providersWithoutNode(Configuration configuration, Providers providers, List<Finding> found) {
        Map<String, Set<String>> named = new TreeMap<>();
        for (ProviderSettings settings : configuration.providers()) {
            name(named, List.of(settings.name()), "providers");
        }
        for (Boundary boundary : configuration.boundaries()) {
            String place = "boundary \"" + boundary.name() + "\"";
            name(named, boundary.required(), place);
            name(named, boundary.fallback(), place);
            name(named, boundary.forbidden(), place);
        }
        for (Rule rule : configuration.rules()) {
            String place = "rule \"" + rule.name() + "\"";
            name(named, rule.placement().prefer(), place);
            name(named, rule.placement().tolerate(), place);
        }
        named.remove(Placement.EVERY_PROVIDER);
        named.forEach((provider, places) -> {
            if (!providers.isLive(provider)) {
                found.add(new Finding(
                        Check.ProviderWithoutNode,
                        "provider \"" + provider + "\" is named (" + String.join(", ", places)
                                + "), but no node and no elastic pool is its"));
            }
        });
    }

    private static void name(Map<String, Set<String>> named, List<String> providers, String place) {
        providers.forEach(provider ->
                named.computeIfAbsent(provider, unseen -> new LinkedHashSet<>()).add(place));
    }
}
