package io.kosmosadmission.manifests;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.build.Script;
import io.kosmosadmission.server.Failure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The series that alerts and the dashboard can read, with their labels. Ours are those of operate.md, which
 * DocumentationFactsTest holds to the code.
 */
final class MeasuredSeries {

    /** Those of the JVM and the process, which MetricsTest finds, and of API servers. */
    private static final Map<String, Set<String>> OF_OTHERS = Map.of(
            "jvm_memory_used_bytes", Set.of("area", "id"),
            "process_cpu_time_ns_total", Set.of(),
            "apiserver_admission_webhook_fail_open_count", Set.of("name", "type"));

    /** What Prometheus adds to each, by our ServiceMonitor. */
    private static final Set<String> OF_THE_TARGET = Set.of("namespace", "job", "instance", "pod");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(kosmos_admission_[a-z_]+)` \\|([^|]*)\\|");

    private static final Map<String, Set<String>> ALL = all();

    private MeasuredSeries() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    /** Returns the labels of a series with those of its target. */
    static Set<String> labels(String series) {
        Set<String> labels = new HashSet<>(OF_THE_TARGET);
        labels.addAll(ALL.getOrDefault(series, Set.of()));
        return labels;
    }

    /** Returns the values of a label that are a closed set; empty where anything may stand. */
    static Set<String> values(String label) {
        return switch (label) {
            case "decision" -> Set.of("allowed", "patched", "denied", "would_patch", "would_deny", "error");
            case "reason" ->
                Stream.concat(
                                Stream.of(Reason.values()).map(Reason::label),
                                Stream.of(Failure.values()).map(Failure::label))
                        .collect(Collectors.toSet());
            case "check" ->
                Stream.of(Finding.Check.values()).map(Finding.Check::label).collect(Collectors.toSet());
            case "webhook" -> Stream.of(Webhook.values()).map(Enum::name).collect(Collectors.toSet());
            default -> Set.of();
        };
    }

    private static Map<String, Set<String>> all() {
        Map<String, Set<String>> all = new HashMap<>(OF_OTHERS);
        String page = InstalledManifests.read(Script.PROJECT.resolve("src/docs/operate.md"));
        for (MatchResult row : ROW.matcher(page).results().toList()) {
            Set<String> labels = labelsOf(row.group(2));
            if (row.group(2).contains("histogram")) {
                Set<String> limits = new TreeSet<>(labels);
                limits.add("le");
                all.put(row.group(1) + "_bucket", limits);
                all.put(row.group(1) + "_count", labels);
                all.put(row.group(1) + "_sum", labels);
            } else {
                all.put(row.group(1), labels);
            }
        }
        return Map.copyOf(all);
    }

    /** Of a cell such as {@code provider (at most 100 names), mode; a histogram}. */
    private static Set<String> labelsOf(String cell) {
        return Stream.of(cell.replaceAll("\\([^)]*\\)", "").split("[,;]"))
                .map(String::strip)
                .filter(word -> word.matches("[a-z]+"))
                .collect(Collectors.toSet());
    }
}
