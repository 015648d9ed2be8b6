package io.kosmosadmission.reading.rules;

import io.kosmosadmission.config.Glob;
import io.kosmosadmission.config.MatchTerm;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.reading.yaml.YamlMapping;
import io.kosmosadmission.reading.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Binds the terms that tell which pods or which namespaces a part is about. */
final class MatchBinder {

    /** The kinds of controller that a pod alone tells. Any other kind is written with its group. */
    private static final List<String> WORKLOADS =
            List.of("Deployment", "ReplicaSet", "StatefulSet", "Job", "DaemonSet", "Pod");

    private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]{0,62}");
    private static final Pattern NAMESPACES = Pattern.compile("[-a-z0-9*]{1,63}");
    private static final String WITHOUT = "leave the field out where all may match";

    private final SelectorBinder selector = new SelectorBinder();

    /** Returns the terms of a boundary or a rule, which must have some. */
    List<MatchTerm> podTerms(YamlNode place) {
        String everyPod = "[{}] matches every pod";
        return place.required(everyPod).notEmpty(everyPod).list(this::podTerm);
    }

    /** Returns the terms of an exception, which may be absent or empty: then it matches no pod. */
    List<MatchTerm> exceptions(YamlNode place) {
        return place.list(this::podTerm);
    }

    /** Returns terms that have the fields about namespaces only. */
    List<MatchTerm> namespaceTerms(YamlNode place) {
        return place.list(this::namespaceTerm);
    }

    private Optional<MatchTerm> podTerm(YamlNode place) {
        return place.mapping("namespaces", "namespaceSelector", "podSelector", "workloads", "requests")
                .map(fields -> new MatchTerm(
                        namespaces(fields),
                        selector.bind(fields.at("namespaceSelector")),
                        selector.bind(fields.at("podSelector")),
                        workloads(fields.at("workloads")),
                        Set.copyOf(fields.at("requests").notEmpty(WITHOUT).texts(LabelSyntax::key))));
    }

    private Optional<MatchTerm> namespaceTerm(YamlNode place) {
        return place.mapping("namespaces", "namespaceSelector")
                .map(fields -> new MatchTerm(
                        namespaces(fields),
                        selector.bind(fields.at("namespaceSelector")),
                        Optional.empty(),
                        Set.of(),
                        Set.of()));
    }

    private static List<Glob> namespaces(YamlMapping fields) {
        return fields.at("namespaces").notEmpty(WITHOUT).texts(MatchBinder::namespaceComplaint).stream()
                .map(Glob::new)
                .collect(Collectors.toList());
    }

    // Any other pattern would never match a namespace, and nobody would notice.
    private static Optional<String> namespaceComplaint(String pattern) {
        return NAMESPACES.matcher(pattern).matches()
                ? Optional.empty()
                : Optional.of(
                        "must be a namespace: at most 63 of a-z, 0-9 and '-', where '*' stands for any characters");
    }

    private static Set<String> workloads(YamlNode place) {
        Set<String> seen = new HashSet<>();
        return Set.copyOf(place.notEmpty(WITHOUT).list(item -> workload(item).filter(kind -> item.isNew(kind, seen))));
    }

    private static Optional<String> workload(YamlNode item) {
        Optional<String> text = item.text();
        if (text.isPresent() && !isWorkload(text.get())) {
            item.unsupported(WORKLOADS, ", or Kind.group of another controller");
            return Optional.empty();
        }
        return text;
    }

    /**
     * Returns whether a pod can come from such a workload. Deployment.apps would match nothing, since built-in kinds
     * are written without their group; nor would CronJob, whose pods are a Job's.
     */
    private static boolean isWorkload(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return WORKLOADS.contains(text);
        }
        String kind = text.substring(0, dot);
        String group = text.substring(dot + 1);
        return KIND.matcher(kind).matches()
                && LabelSyntax.isSubdomain(group)
                && WorkloadKind.of(group, kind).isEmpty();
    }
}
