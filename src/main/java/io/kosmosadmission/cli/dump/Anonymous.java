package io.kosmosadmission.cli.dump;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

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
            "default-scheduler",
            "0.0.0.0",
            "kube-system",
            "kube-public",
            "kube-node-lease",
            "kosmos-admission",
            "kosmos-admission-canary",
            "kosmos-admission-rules",
            "system-node-critical",
            "system-cluster-critical");

    /** The words of these names: those in the places of others come before, between and after them, as the others do. */
    private static final TreeSet<String> KEPT_WORDS = KEPT.stream()
            .flatMap(name -> Words.WORD.matcher(name).results())
            .map(MatchResult::group)
            .filter(word -> Character.isLetter(word.charAt(0)))
            .collect(Collectors.toCollection(TreeSet::new));

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

    /** Of a long number, so many digits stay, since shorter numbers beside it do. */
    private static final int FIRST_DIGITS = 2;

    private static final int OTHER_DIGITS = 4;

    private final Map<String, String> words = new HashMap<>();
    private final Map<String, String> nodes = new HashMap<>();
    private final AnonymousRules rules;
    private final Renaming renaming = new Renaming(this);

    /** words and nodes are sorted. */
    Anonymous(Collection<String> sortedWords, Collection<String> sortedNodes, AnonymousRules rules) {
        this.rules = rules;
        int width = String.valueOf(sortedWords.size()).length();
        int number = 0;
        for (String word : sortedWords) {
            number++;
            words.put(
                    word,
                    Words.NUMBER.matcher(word).matches()
                            ? word.substring(0, FIRST_DIGITS) + padded(number, Math.max(width, OTHER_DIGITS))
                            : prefix(word) + padded(number, width));
        }
        KEPT_WORDS.forEach(word -> words.put(word, word));
        for (String node : sortedNodes) {
            nodes.put(
                    node,
                    "node-"
                            + padded(
                                    nodes.size() + 1,
                                    String.valueOf(sortedNodes.size()).length()));
        }
    }

    /** Returns what is after the kept word before, and before the kept word after, whatever digits follow. */
    private static String prefix(String word) {
        String before = KEPT_WORDS.lower(word);
        String after = KEPT_WORDS.higher(word);
        if (after == null) {
            return "w";
        }
        int same = 0;
        while (before != null && same < before.length() && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        return after.substring(0, same + 1);
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
        return Words.WORD.matcher(name).replaceAll(found -> Matcher.quoteReplacement(word(found.group())));
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
                || (!nodes.containsKey(value) && (KEPT_LABELS.contains(key) || isPlace(key)));
    }

    /** Returns whether the key is one by which a driver tells a place, and not a machine, a rack or an account. */
    private static boolean isPlace(String key) {
        return key.startsWith(TOPOLOGY) && (key.endsWith("/zone") || key.endsWith("/region"));
    }

    @Override
    public String rules(String text) {
        return rules.renamed(this);
    }
}
