package io.kosmosadmission;

import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.PreferredTerm;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import io.kosmosadmission.storage.Home;
import io.kosmosadmission.target.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results of rules as one line of text that leaves nothing out, for the rows of tables. */
public final class ResultText {

    /** Stands for an empty result. */
    public static final String NONE = "-";

    private ResultText() {}

    /** {@code require provider=aws; tolerate provider=aws:NoSchedule}. */
    public static String of(PodAdditions additions) {
        List<String> parts = new ArrayList<>();
        additions.requirements().forEach(requirement -> parts.add("require " + requirement));
        additions.affinity().preferredNodes().forEach(term -> parts.add(preferred(term)));
        parts.addAll(terms("near ", additions.affinity().pods()));
        parts.addAll(terms("apart from ", additions.affinity().antiPods()));
        additions.tolerations().forEach(toleration -> parts.add(toleration(toleration)));
        additions.topologySpreadConstraints().forEach(constraint -> parts.add(constraint(constraint)));
        return of(parts);
    }

    /** {@code aws scaleway + unlabelled unseen}; {@code nowhere} where the target is empty. */
    public static String of(Target target) {
        if (target.isEmpty()) {
            return "nowhere";
        }
        List<String> names =
                new ArrayList<>(target.providers().stream().sorted().toList());
        if (target.unlabelled() || target.unseen()) {
            names.add("+");
        }
        if (target.unlabelled()) {
            names.add("unlabelled");
        }
        if (target.unseen()) {
            names.add("unseen");
        }
        return String.join(" ", names);
    }

    /** {@code aws hard, storage class "gp3" of aws (ebs.csi.aws.com)}. */
    public static String of(Home home) {
        return home.match(
                known -> brief(home) + (known.placed() ? " placed" : "") + ", " + known.because(),
                anywhere -> brief(home),
                unknown -> brief(home) + ", " + unknown.why());
    }

    /** {@code aws hetzner hard}, {@code any}, {@code unknown}; {@code suspicious} is an unknown that deserves a warning. */
    public static String brief(Home home) {
        return home.match(
                known -> (known.providers().isEmpty() ? "nowhere" : String.join(" ", known.providers()))
                        + (known.hard() ? " hard" : " soft"),
                anywhere -> "any",
                unknown -> unknown.suspicious() ? "suspicious" : "unknown");
    }

    /** {@code provider in (aws,gcp) & gpu exists; metadata.name=aws-1}: the ORed terms of a required node affinity. */
    public static String ofTerms(Optional<List<NodeSelectorTerm>> terms) {
        return terms.map(all -> of(all.stream().map(ResultText::term).toList())).orElse("no affinity");
    }

    public static String of(Collection<?> parts) {
        return parts.isEmpty() ? NONE : parts.stream().map(Object::toString).collect(Collectors.joining("; "));
    }

    private static String preferred(PreferredTerm term) {
        return "prefer " + term(term.preference()) + ", weight " + term.weight();
    }

    private static String term(NodeSelectorTerm term) {
        return term.isEmpty()
                ? "{}"
                : Stream.concat(term.matchExpressions().stream(), term.matchFields().stream())
                        .map(Requirement::toString)
                        .collect(Collectors.joining(" & "));
    }

    private static List<String> terms(String verb, PodAffinity affinity) {
        List<String> parts = new ArrayList<>();
        affinity.required().forEach(term -> parts.add(verb + term(term)));
        affinity.preferred().forEach(term -> parts.add(verb + term(term.term()) + ", weight " + term.weight()));
        return parts;
    }

    private static String term(PodAffinityTerm term) {
        return selector(term.labelSelector(), term.matchLabelKeys()) + " on " + term.topologyKey()
                + (term.otherNamespaces() ? " of other namespaces" : "");
    }

    private static String selector(Optional<LabelSelector> selector, List<String> keys) {
        String selected = selector.map(LabelSelector::toString).orElse("nothing");
        return (selected.isEmpty() ? "everything" : selected) + (keys.isEmpty() ? "" : " " + keys);
    }

    private static String toleration(Toleration toleration) {
        return "tolerate " + toleration.key() + (toleration.operator().equals(Toleration.EQUAL) ? "=" : "?")
                + toleration.value() + ":" + toleration.effect();
    }

    private static String constraint(TopologySpreadConstraint constraint) {
        return "spread " + selector(constraint.labelSelector(), constraint.matchLabelKeys()) + " over "
                + constraint.topologyKey() + ", " + constraint.whenUnsatisfiable() + ", maxSkew " + constraint.maxSkew()
                + (constraint.minDomains().isPresent()
                        ? ", minDomains " + constraint.minDomains().getAsInt()
                        : "")
                + constraint
                        .nodeTaintsPolicy()
                        .map(policy -> ", taints " + policy)
                        .orElse("");
    }
}
