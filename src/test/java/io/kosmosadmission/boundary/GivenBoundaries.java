package io.kosmosadmission.boundary;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.target.Target;
import io.kosmosadmission.target.Targets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Boundaries in a cluster whose providers are aws (its nodes are tainted), hetzner and scaleway; gcp has no node. The
 * boundaries are named first, second and third. In the text of a table {@code -} stands for none.
 */
record GivenBoundaries(Inventory inventory, List<Boundary> boundaries) {

    private static final List<String> NAMES = List.of("first", "second", "third");

    /**
     * Reads the boundaries from what each says of providers: {@code {required: [aws]} and {forbidden: [gcp]}}.
     *
     * @param drained the names of the drained providers
     */
    static GivenBoundaries of(String drained, String boundaries) {
        List<String> providers = parts(drained, " ").stream()
                .map(name -> "{name: " + name + ", state: Drained}")
                .toList();
        List<String> each = new ArrayList<>();
        for (String said : parts(boundaries, " and ")) {
            each.add("{name: " + NAMES.get(each.size()) + ", match: [{}], providers: " + said + "}");
        }
        String rules = "providers: " + providers + "\nboundaries: " + each;
        return new GivenBoundaries(
                GivenCluster.inventory(rules, GivenCluster.THREE_PROVIDERS),
                GivenCluster.configuration(rules).boundaries());
    }

    /** Reads the homes of claims: {@code aws and aws gcp}. */
    static Collection<Set<String>> homes(String text) {
        return parts(text, " and ").stream().map(GivenBoundaries::names).toList();
    }

    static Set<String> names(String text) {
        return Set.copyOf(parts(text, " "));
    }

    private static List<String> parts(String text, String separator) {
        return text.equals(ResultText.NONE) ? List.of() : List.of(text.split(separator));
    }

    Boundary only() {
        return boundaries.get(0);
    }

    Providers providers() {
        return inventory.providers();
    }

    /** Returns the target of a pod by the text of its spec. */
    Target target(String spec) {
        return new Targets(inventory).of(GivenCluster.pod(spec));
    }

    /** Returns the limits of a pod by the text of its spec and the homes of its claims. */
    Limits limits(String spec, String homes) {
        return Limits.of(target(spec), homes(homes), boundaries, providers());
    }
}
