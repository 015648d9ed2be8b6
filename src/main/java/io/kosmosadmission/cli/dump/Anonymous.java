package io.kosmosadmission.cli.dump;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Gives objects other names, the same for the same, in the same order. A name is replaced word by word, so that what is
 * told by how names are put together stays true: {@code data-db-0} is still the claim of {@code db-0}.
 */
final class Anonymous implements Names {

    /** Names by which Kubernetes and this program tell what something is. */
    private static final Set<String> KEPT = Set.of(
            "",
            "true",
            "false",
            "default",
            "kube-system",
            "kube-public",
            "kube-node-lease",
            "kosmos-admission",
            "kosmos-admission-canary",
            "kosmos-admission-rules",
            "system-node-critical",
            "system-cluster-critical");

    /** Words of these names: those in the places of others come before, between and after them, as the others do. */
    private static final String FIRST = "kosmos";

    private static final String SECOND = "kube";

    /** Labels whose values tell a place or what a machine is. */
    private static final Set<String> KEPT_LABELS = Set.of(
            "kubernetes.io/os",
            "kubernetes.io/arch",
            "beta.kubernetes.io/os",
            "beta.kubernetes.io/arch",
            "beta.kubernetes.io/instance-type",
            "node.kubernetes.io/instance-type",
            "failure-domain.beta.kubernetes.io/zone",
            "failure-domain.beta.kubernetes.io/region");

    private static final String TOPOLOGY = "topology.";

    /** Stands for a word that came into the cluster while it was read. */
    private static final String UNKNOWN = "z";

    private final Map<String, String> words = new HashMap<>();
    private final Map<String, String> nodes = new HashMap<>();
    private final AnonymousRules rules;
    private final Renaming renaming = new Renaming(this);

    /** words and nodes are sorted. */
    Anonymous(Collection<String> sortedWords, Collection<String> sortedNodes, AnonymousRules rules) {
        this.rules = rules;
        int width = String.valueOf(sortedWords.size()).length();
        for (String word : sortedWords) {
            words.put(word, prefix(word) + padded(words.size() + 1, width));
        }
        words.put(FIRST, FIRST);
        words.put(SECOND, SECOND);
        for (String node : sortedNodes) {
            nodes.put(
                    node,
                    "node-"
                            + padded(
                                    nodes.size() + 1,
                                    String.valueOf(sortedNodes.size()).length()));
        }
    }

    private static String prefix(String word) {
        if (word.compareTo(FIRST) < 0) {
            return "a";
        }
        return word.compareTo(SECOND) < 0 ? "kp" : "w";
    }

    private static String padded(int number, int width) {
        String digits = String.valueOf(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    ObjectNode of(ObjectNode object) {
        return renaming.of(object);
    }

    @Override
    public String name(String name) {
        if (KEPT.contains(name)) {
            return name;
        }
        String node = nodes.get(name);
        if (node != null) {
            return node;
        }
        return Words.ADDRESS.matcher(name).matches() ? word(name) : replaced(name);
    }

    private String replaced(String name) {
        return Words.WORD
                .matcher(name)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + word(found.group(2))));
    }

    private String word(String word) {
        return words.getOrDefault(word, UNKNOWN);
    }

    @Override
    public String node(String name) {
        return nodes.getOrDefault(name, name(name));
    }

    @Override
    public boolean keepsLabel(String key, String value) {
        return key.equals(rules.providerLabel())
                || (!nodes.containsKey(value) && (KEPT_LABELS.contains(key) || key.startsWith(TOPOLOGY)));
    }

    @Override
    public String rules(String text) {
        return rules.renamed(this);
    }
}
