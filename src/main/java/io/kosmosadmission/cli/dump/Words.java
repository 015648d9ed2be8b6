package io.kosmosadmission.cli.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.reading.ManifestRemarks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns the words of which all names in a cluster consist, since those in their places must come in the same order:
 * objects are compared by their names where nothing else tells them apart.
 */
final class Words implements Names {

    /**
     * What is replaced in a name: an address, with dashes only where it is told to be one, since the version of a
     * StatefulSet and an ordinal look the same; a row of more digits than ordinals have, as accounts do; and a word.
     * Other digits stay.
     */
    static final Pattern WORD = Pattern.compile("(?<![0-9])(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?![0-9])"
            + "|(?<=\\b(?:ip|ec2)-)(?:[0-9]{1,3}-){3}[0-9]{1,3}(?![0-9])"
            + "|(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![0-9A-Za-z:])"
            + "|[0-9]{6,}"
            + "|[A-Za-z][A-Za-z0-9]*");

    static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** An address is no row of numbers: it tells whose machine it is. */
    static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:[.-][0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");

    /** The namespace of an object that names none; one of the whole cluster is in none, and that does no harm. */
    private static final String DEFAULT_NAMESPACE = "default";

    private final TreeSet<String> words = new TreeSet<>();
    private final TreeSet<String> nodeNames = new TreeSet<>();
    private final TreeSet<String> namespaces = new TreeSet<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Renaming renaming = new Renaming(this);
    private String rules = "";

    void learn(ObjectNode object) {
        String name = object.at("/metadata/name").asText();
        String kind = object.path("kind").asText();
        if (kind.equals("Node")) {
            Map<String, String> labels = new HashMap<>();
            object.at("/metadata/labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            nodes.add(new Node(name, labels, object.at("/spec/providerID").asText(), List.of()));
            JsonNode host = object.at("/metadata/labels").path("kubernetes.io/hostname");
            if (host.isTextual()) {
                nodeNames.add(host.asText());
            }
        }
        if (kind.equals("Namespace")) {
            namespaces.add(name);
        }
        String namespace = object.at("/metadata/namespace").asText();
        namespaces.add(namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace);
        renaming.of(object.deepCopy());
    }

    Anonymous anonymous(ManifestRemarks remarks) {
        return new Anonymous(words, nodeNames, new AnonymousRules(rules, List.copyOf(namespaces), nodes, remarks));
    }

    @Override
    public String name(String name) {
        if (ADDRESS.matcher(name).matches()) {
            words.add(name);
        }
        Matcher word = WORD.matcher(name);
        while (word.find()) {
            words.add(word.group());
        }
        return name;
    }

    @Override
    public String node(String name) {
        nodeNames.add(name);
        return name;
    }

    @Override
    public boolean keepsLabel(String key, String value) {
        return false;
    }

    @Override
    public String rules(String text) {
        rules = text;
        name(text);
        return text;
    }
}
