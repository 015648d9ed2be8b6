package io.kosmosadmission.admission.judging;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An object of a cluster as one phrase: {@code StatefulSet db on aws makes data=gp3 replicas 2}.
 *
 * <p>A pod or a template runs {@code on} a provider or {@code where} a label is (its nodeSelector); {@code in} some
 * providers, {@code off} some, where the nodes are {@code labelled}, or, with "named", on a node (its node affinity); or
 * {@code at} a node (its nodeName). It comes {@code with} claims and with {@code new} ephemeral volumes of a class.
 * {@code of} names the controller. Default is a default storage class, Volume a volume of a driver.
 */
record GivenObject(String kind, String name, Map<String, List<String>> said) {

    private static final Set<String> KEYWORDS = Set.of(
            "on",
            "in",
            "off",
            "labelled",
            "named",
            "at",
            "with",
            "new",
            "empty",
            "where",
            "driver", // of a pod, or of a volume
            "makes",
            "replicas",
            "completions",
            "start",
            "suspended",
            "selects", // of a workload
            "class",
            "volume",
            "from",
            "attributes",
            "home", // of a claim
            "of",
            "namespace",
            "labels",
            "annotated",
            "deleting",
            "finished");

    static GivenObject of(String phrase) {
        List<String> words = List.of(phrase.split(" "));
        Map<String, List<String>> said = new LinkedHashMap<>();
        List<String> values = new ArrayList<>();
        for (String word : words.subList(2, words.size())) {
            if (KEYWORDS.contains(word)) {
                values = said.computeIfAbsent(word, keyword -> new ArrayList<>());
            } else {
                values.add(word);
            }
        }
        return new GivenObject(words.get(0), words.get(1), said);
    }

    /** Returns the manifests of objects with {@code and} between them. */
    static String manifests(String phrases) {
        return phrases.equals(ResultText.NONE)
                ? ""
                : Arrays.stream(phrases.split(" and "))
                        .map(phrase -> of(phrase).manifest())
                        .collect(Collectors.joining());
    }

    PodView pod() {
        return GivenCluster.podWith(metadata(), podSpec());
    }

    PersistentVolumeClaim claim() {
        return GivenCluster.claim(metadata() + ", spec: " + claimSpec());
    }

    Workload workload() {
        return GivenCluster.inventory("", manifest()).workloads().get(0).asReviewed();
    }

    private String manifest() {
        return switch (kind) {
            case "Pod" -> object("v1", "Pod", podSpec(), "phase: " + (has("finished") ? "Succeeded" : "Pending"));
            case "Claim" -> object("v1", "PersistentVolumeClaim", claimSpec(), "");
            case "Node" -> object("v1", "Node", "{}", "");
            case "Volume" -> object("v1", "PersistentVolume", "{csi: {driver: " + one("driver") + "}}", "");
            case "Default" ->
                "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: " + name
                        + ", annotations: {storageclass.kubernetes.io/is-default-class: \"true\"}}, provisioner: "
                        + one("driver") + ", volumeBindingMode: WaitForFirstConsumer}\n---\n";
            case "CronJob" -> object("batch/v1", kind, "{jobTemplate: {spec: " + workloadSpec() + "}}", "");
            case "Job" ->
                object(
                        "batch/v1",
                        kind,
                        workloadSpec(),
                        has("finished") ? "conditions: [{type: Complete, status: \"True\"}]" : "");
            default -> object("apps/v1", kind, workloadSpec(), "");
        };
    }

    private String object(String version, String type, String spec, String status) {
        return "{apiVersion: " + version + ", kind: " + type + ", metadata: " + metadata() + ", spec: " + spec
                + ", status: {" + status + "}}\n---\n";
    }

    private String metadata() {
        List<String> fields = new ArrayList<>(List.of("name: " + name, "labels: " + labels(all("labels"))));
        fields.add("namespace: " + (has("namespace") ? one("namespace") : "default"));
        List<String> annotations = new ArrayList<>(all("annotated"));
        all("home").forEach(home -> annotations.add("kosmos-admission.io/provider=" + home));
        fields.add("annotations: " + labels(annotations));
        if (has("of")) {
            String[] owner = one("of").split("/");
            String version = Map.of("Pod", "v1", "Job", "batch/v1", "CronJob", "batch/v1")
                    .getOrDefault(owner[0], "apps/v1");
            fields.add("ownerReferences: [{apiVersion: " + version + ", kind: " + owner[0] + ", name: " + owner[1]
                    + ", uid: u, controller: true}]");
        }
        if (has("deleting")) {
            fields.add("deletionTimestamp: \"2026-01-01T00:00:00Z\"");
        }
        return braces(fields);
    }

    private String workloadSpec() {
        List<String> fields = new ArrayList<>(List.of(
                "selector: {matchLabels: " + labels(all("selects")) + "}",
                "template: {metadata: {labels: {app: " + name + "}}, spec: " + podSpec() + "}"));
        if (has("replicas")) {
            fields.add("replicas: " + one("replicas"));
        }
        if (has("completions")) {
            fields.add("completions: " + one("completions"));
        }
        if (has("suspended")) {
            fields.add("suspend: true");
        }
        if (has("start")) {
            fields.add("ordinals: {start: " + one("start") + "}");
        }
        List<String> made = all("makes").stream()
                .map(pair -> pair.split("="))
                .map(pair -> "{metadata: {name: " + pair[0] + "}, spec: {storageClassName: " + pair[1] + "}}")
                .toList();
        if (!made.isEmpty()) {
            fields.add("volumeClaimTemplates: " + made);
        }
        return braces(fields);
    }

    private String podSpec() {
        List<String> fields = new ArrayList<>();
        all("at").forEach(node -> fields.add("nodeName: " + node));
        List<String> selected = new ArrayList<>(all("where"));
        all("on").forEach(provider -> selected.add("provider=" + provider));
        fields.add("nodeSelector: " + labels(selected));
        if (Stream.of("in", "off", "labelled", "named", "empty").anyMatch(this::has)) {
            fields.add(
                    "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{"
                            + "matchExpressions: " + expressions() + ", matchFields: " + fieldsOfNode() + "}]}}}");
        }
        fields.add("volumes: " + volumes());
        return braces(fields);
    }

    private List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        if (has("in")) {
            expressions.add("{key: provider, operator: In, values: " + all("in") + "}");
        }
        if (has("off")) {
            expressions.add("{key: provider, operator: NotIn, values: " + all("off") + "}");
        }
        if (has("labelled")) {
            expressions.add("{key: provider, operator: Exists}");
        }
        return expressions;
    }

    private List<String> fieldsOfNode() {
        return all("named").stream()
                .map(node -> "{key: metadata.name, operator: In, values: [" + node + "]}")
                .toList();
    }

    private List<String> volumes() {
        List<String> volumes = new ArrayList<>();
        all("with")
                .forEach(claim ->
                        volumes.add("{name: v-" + claim + ", persistentVolumeClaim: {claimName: " + claim + "}}"));
        all("new").stream()
                .map(pair -> pair.split("="))
                .forEach(pair -> volumes.add("{name: " + pair[0]
                        + ", ephemeral: {volumeClaimTemplate: {spec: {storageClassName: " + pair[1] + "}}}}"));
        return volumes;
    }

    private String claimSpec() {
        List<String> fields = new ArrayList<>();
        all("class").forEach(it -> fields.add("storageClassName: " + it));
        all("volume").forEach(it -> fields.add("volumeName: " + it));
        all("attributes").forEach(it -> fields.add("volumeAttributesClassName: " + it));
        all("from").forEach(it -> fields.add("dataSource: {kind: PersistentVolumeClaim, name: " + it + "}"));
        return braces(fields);
    }

    private static String labels(List<String> pairs) {
        return braces(pairs.stream()
                .map(pair -> pair.replaceFirst("=", ": \"") + "\"")
                .toList());
    }

    private static String braces(List<String> fields) {
        return "{" + String.join(", ", fields) + "}";
    }

    private boolean has(String keyword) {
        return said.containsKey(keyword);
    }

    private List<String> all(String keyword) {
        return said.getOrDefault(keyword, List.of());
    }

    private String one(String keyword) {
        return all(keyword).get(0);
    }
}
