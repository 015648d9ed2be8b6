package io.kosmosadmission.cli.init;

import com.fasterxml.jackson.databind.node.TextNode;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.reading.ManifestText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a first file of rules from the nodes of a cluster, with the reason of each line as a comment. */
public final class FirstRules {

    private static final int MOST_POOLS = 20;
    private static final int MOST_NAMED = 3;

    private final FoundProviders providers;
    private final StringBuilder text = new StringBuilder();

    private FirstRules(FoundProviders providers) {
        this.providers = providers;
    }

    public static String of(Collection<Node> nodes) {
        FirstRules rules = new FirstRules(FoundProviders.of(nodes));
        rules.write();
        return rules.text.toString();
    }

    private void write() {
        line("# A first file of rules, from what the cluster holds. Check it: kosmos-admission rules FILE --strict");
        line("apiVersion: kosmos-admission.io/v1alpha1");
        line("kind: KosmosConfiguration");
        line(
                "mode: Audit                          # nothing is changed or refused yet: kosmos-admission audit says what"
                        + " would be");
        boolean borne =
                providers.all().stream().anyMatch(each -> !each.labelled().isEmpty());
        line("providerLabel: " + json(providers.label())
                + (borne ? "" : "              # no node bears one yet: see labelNodes below"));
        providers
                .unusable()
                .forEach(value -> line("# label value " + comment(value)
                        + " is none that Kubernetes takes, so it can't be named here: correct it"));
        if (providers.nobodys() > 0) {
            line("# " + counted(providers.nobodys()) + " with label value " + FoundProviders.UNKNOWN
                    + ", which names no provider: correct it");
        }
        if (providers.all().isEmpty()) {
            line("# providers: none was found");
        } else {
            line("providers:");
            providers.all().forEach(this::provider);
        }
        boolean unlabelled = providers.all().stream()
                .anyMatch(each -> each.nodes().size() > each.labelled().size());
        if (unlabelled) {
            line(
                    "# labelNodes: Enforce              # gives these nodes their label (with k8s/components/label-nodes, and"
                            + " mode Enforce);");
            line("#                                    # without it, no boundary or spread reaches them");
        }
        rules();
        line("storage: {fileServices: Warn, followClaims: true}  # volumes of one provider, pods of another: told, then"
                + " refused");
    }

    private void provider(FoundProvider provider) {
        line("- name: " + json(provider.name()) + known(provider));
        Optional<Platform> platform = provider.platform();
        if (platform.isPresent() && Platform.named(provider.name()).isEmpty()) {
            line("  platform: " + platform.get() + "  # as the providerIDs of its nodes say");
        }
        if (provider.nodes().size() > provider.labelled().size()) {
            line("  nodes:");
            provider.byScheme()
                    .forEach((prefix, nodes) -> line("  - {providerIDPrefix: " + json(prefix) + "}  # " + named(nodes)
                            + (nodes.size() == 1 ? " lacks" : " lack") + " the label"));
            provider.byName()
                    .forEach(node -> line("  - {name: " + json(node.name())
                            + "}  # has neither the label nor a providerID: whose is it?"));
        }
        ambiguous(provider);
        taints(provider);
        pools(provider);
    }

    private void ambiguous(FoundProvider provider) {
        Set<String> prefixes = new TreeSet<>();
        provider.ambiguous().forEach((node, names) -> {
            line("  - {name: " + json(node.name()) + "}  # has not the label: whose is it?");
            prefixes.add("  # - {providerIDPrefix: " + json(FoundProviders.prefix(node)) + "}  # belongs under one of "
                    + names.stream().map(FirstRules::comment).collect(Collectors.joining(", ")));
        });
        prefixes.forEach(this::line);
    }

    private String known(FoundProvider provider) {
        int labelled = provider.labelled().size();
        int others = provider.nodes().size() - labelled;
        List<String> how = new ArrayList<>();
        if (labelled > 0) {
            how.add("label " + comment(providers.label()) + " of " + counted(labelled));
        }
        if (others > 0) {
            how.add(
                    provider.byName().size() + provider.ambiguous().size() == others
                            ? "nothing that " + counted(others) + " say"
                            : "providerID of " + counted(others));
        }
        return "  # known by " + String.join(", ", how);
    }

    private static String counted(int nodes) {
        return nodes + (nodes == 1 ? " node" : " nodes");
    }

    private void taints(FoundProvider provider) {
        List<Taint> taints = provider.taints();
        boolean usual = taints.stream()
                .allMatch(taint ->
                        taint.key().equals(providers.label()) && taint.value().equals(provider.name()));
        if (taints.isEmpty()) {
            return;
        }
        Set<Taint> all = new LinkedHashSet<>(taints);
        if (!usual) {
            all.addAll(provider.usualTaints(providers.label())); // which those written take the place of
        }
        String written = all.stream()
                .map(taint -> "{key: " + json(taint.key()) + ", value: " + json(taint.value()) + ", effect: "
                        + taint.effect() + "}")
                .collect(Collectors.joining(", ", "taints: [", "]"));
        line(
                usual
                        ? "  # " + written + " is on each of its nodes, and known without a word"
                        : "  " + written + "  # on each of its nodes"
                                + (all.size() > taints.size() ? ", or with its name on some" : ""));
    }

    private void pools(FoundProvider provider) {
        if (provider.pools().isEmpty()) {
            return;
        }
        line("  # if a pool of these is autoscaled and may be at zero nodes, declare it, so that it counts then:");
        line("  # elasticPools:");
        provider.pools()
                .forEach((key, values) -> values.entrySet().stream()
                        .limit(MOST_POOLS)
                        .forEach(pool -> line("  # - {name: " + json(pool.getKey()) + ", labels: {"
                                + json(providers.label()) + ": " + json(provider.name()) + ", " + json(key) + ": "
                                + json(pool.getKey()) + "}}  # " + counted(pool.getValue()) + " now")));
    }

    private void rules() {
        List<String> labelled = providers.all().stream()
                .filter(each -> !each.labelled().isEmpty())
                .map(FoundProvider::name)
                .toList();
        boolean spreads = labelled.size() + providers.unusable().size() > 1;
        if (!spreads) {
            line("# Once nodes of two providers bear the label, this spreads each workload over them:");
        }
        String sign = spreads ? "" : "# ";
        line(sign + "rules:");
        line(sign + "- name: default");
        line(sign + "  match: [{}]                        # every pod");
        line(sign + "  placement: {spread: {}}            # evenly over the providers, softly: no pod waits for it");
    }

    private static String named(List<Node> nodes) {
        List<String> names = nodes.stream()
                .map(node -> comment(node.name()))
                .sorted()
                .limit(MOST_NAMED)
                .toList();
        int more = nodes.size() - names.size();
        return String.join(", ", names) + (more == 0 ? "" : " and " + more + " more");
    }

    /** Returns the text as JSON, which YAML takes everywhere. */
    private static String json(String value) {
        return ManifestText.needsQuotes(value) || !value.matches("[A-Za-z0-9._/-]+")
                ? TextNode.valueOf(value).toString()
                : value;
    }

    /** Returns the text for a comment, which ends with its line. */
    private static String comment(String value) {
        return value.matches("[ -~]*") ? value : TextNode.valueOf(value).toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
