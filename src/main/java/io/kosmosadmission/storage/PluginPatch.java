package io.kosmosadmission.storage;

import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the command that keeps a DaemonSet's pods to nodes with some labels, for a shell.
 *
 * <p>A label with one value goes into the nodeSelector, which holds beside every term of the node affinity: that is short,
 * takes nothing away and may be done twice. Labels with several values are ANDed into each non-empty required term; where
 * there is no required node affinity, into a new term.
 */
final class PluginPatch {

    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String TERMS = "/spec/template/spec/affinity/nodeAffinity/" + REQUIRED + "/nodeSelectorTerms/";

    /** What needs no escape, neither in JSON nor in a shell. Names and labels of the API are so. */
    private static final Pattern PLAIN = Pattern.compile("[-A-Za-z0-9_./]+");

    private PluginPatch() {}

    /** Returns the command; empty where there is nothing to require, or the DaemonSet has no name yet. */
    static Optional<String> command(Workload daemonSet, List<Requirement> requirements) {
        String name = daemonSet.metadata().name();
        String namespace = daemonSet.metadata().namespace();
        if (requirements.isEmpty() || !isPlain(name) || !isPlain(namespace) || !areAllPlain(requirements)) {
            return Optional.empty();
        }
        return Optional.of("kubectl patch daemonset " + name + " -n " + namespace + patch(daemonSet, requirements));
    }

    private static String patch(Workload daemonSet, List<Requirement> requirements) {
        Map<String, String> selector = daemonSet.template().nodeSelector();
        boolean selectable = requirements.stream()
                .allMatch(requirement -> requirement.values().size() == 1
                        && selector.getOrDefault(
                                        requirement.key(), requirement.values().get(0))
                                .equals(requirement.values().get(0)));
        if (selectable) {
            return merging("\"nodeSelector\":{"
                    + joined(
                            requirements,
                            it -> quoted(it.key()) + ":" + quoted(it.values().get(0))) + "}");
        }
        return daemonSet
                .template()
                .requiredNodeAffinity()
                .map(terms -> " --type=json -p '[" + operations(terms, requirements) + "]'")
                .orElseGet(() -> merging("\"affinity\":{\"nodeAffinity\":{\"" + REQUIRED
                        + "\":{\"nodeSelectorTerms\":[{\"matchExpressions\":["
                        + joined(requirements, PluginPatch::expression) + "]}]}}}"));
    }

    private static String merging(String podSpec) {
        return " -p '{\"spec\":{\"template\":{\"spec\":{" + podSpec + "}}}}'";
    }

    private static String operations(List<NodeSelectorTerm> terms, List<Requirement> requirements) {
        List<String> operations = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            String path = TERMS + i + "/matchExpressions";
            if (terms.get(i).isEmpty()) {
                continue; // it matches no node
            }
            if (terms.get(i).matchExpressions().isEmpty()) {
                operations.add(add(path, "[" + joined(requirements, PluginPatch::expression) + "]"));
            } else {
                requirements.forEach(requirement -> operations.add(add(path + "/-", expression(requirement))));
            }
        }
        return String.join(",", operations);
    }

    private static String add(String path, String value) {
        return "{\"op\":\"add\",\"path\":" + quoted(path) + ",\"value\":" + value + "}";
    }

    private static String expression(Requirement requirement) {
        return "{\"key\":" + quoted(requirement.key()) + ",\"operator\":\"In\",\"values\":["
                + requirement.values().stream().map(PluginPatch::quoted).collect(Collectors.joining(",")) + "]}";
    }

    private static String joined(List<Requirement> requirements, Function<Requirement, String> written) {
        return requirements.stream().map(written).collect(Collectors.joining(","));
    }

    private static String quoted(String plain) {
        return "\"" + plain + "\"";
    }

    private static boolean areAllPlain(List<Requirement> requirements) {
        return requirements.stream()
                .allMatch(requirement -> isPlain(requirement.key())
                        && requirement.values().stream().allMatch(PluginPatch::isPlain));
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }
}
