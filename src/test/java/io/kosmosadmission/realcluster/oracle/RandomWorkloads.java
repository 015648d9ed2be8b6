package io.kosmosadmission.realcluster.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pods, ReplicaSets and StatefulSets made at random, among them pods with what our own rules add to them. */
final class RandomWorkloads {
    private static final int PODS = 60;

    /** With those of the ReplicaSets and StatefulSets. */
    static final int COUNT = PODS + 5 + 6 + 4 + 3;

    /** What makes pods: its kind and name as kubectl takes them, and how many pods it is to have. */
    record Owner(String name, int replicas) {}

    private static final List<String> APPS = List.of("a", "b", "c", "d", "e");

    private final Random random;
    private final String namespace;
    private final List<String> nodes;
    private final List<String> pods = new ArrayList<>();
    private final List<String> ownerManifests = new ArrayList<>();
    private final List<Owner> owners = new ArrayList<>();

    /** Claims that wait for their first pod have one alone: two that bind one claim get in each other's way. */
    private final List<String> waiting = new ArrayList<>(List.of("l0", "d0", "l1", "d1", "l2", "d2", "l3", "d3"));

    RandomWorkloads(Random random, String namespace, List<String> nodes) {
        this.random = random;
        this.namespace = namespace;
        this.nodes = nodes;
        for (int i = 0; i < PODS; i++) {
            String app = one(APPS);
            pods.add("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: p%d, namespace: %s, labels: {%s}}
                    spec: {%s}
                    """.formatted(i, once(0.1) ? namespace + "-other" : namespace, labels(app), spec(app)));
        }
        owner("ReplicaSet", "a", 5, resources());
        owner("ReplicaSet", "f", 6, resources());
        owner("ReplicaSet", "g", 4, mutated("g") + ", " + resources());
        owner("StatefulSet", "h", 3, resources());
    }

    /** Returns the pods that nobody makes. */
    String pods() {
        return String.join("---\n", pods);
    }

    /** Returns what makes the others, each with no pod yet. */
    List<String> ownerManifests() {
        return ownerManifests;
    }

    List<Owner> owners() {
        return owners;
    }

    private boolean once(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String labels(String app) {
        return "app: " + app + (once(0.3) ? ", tier: front" : "")
                + (once(0.3) ? ", track: " + one(List.of("s", "t")) : "");
    }

    private void owner(String kind, String app, int replicas, String spec) {
        owners.add(new Owner(kind + "/" + app, replicas));
        ownerManifests.add("""
                apiVersion: apps/v1
                kind: %1$s
                metadata: {name: %2$s, namespace: %3$s}
                spec:
                  replicas: 0
                  selector: {matchLabels: {app: %2$s, of: owner}}
                  template: {metadata: {labels: {app: %2$s, of: owner}}, spec: {%4$s}}%5$s
                """.formatted(
                        kind,
                        app,
                        namespace,
                        spec,
                        kind.equals("StatefulSet") ? "\n  podManagementPolicy: Parallel\n  serviceName: " + app : ""));
    }

    private String spec(String app) {
        List<String> fields = new ArrayList<>(List.of(resources()));
        List<String> tolerations = new ArrayList<>();
        if (once(0.4)) {
            tolerations.add("{key: provider, value: aws, effect: NoSchedule}");
        }
        if (once(0.1)) {
            tolerations.add("{key: old, operator: Exists}");
        }
        if (once(0.05)) {
            tolerations.add("{operator: Exists}");
        }
        fields.add("tolerations: [" + String.join(", ", tolerations) + "]");
        if (once(0.3)) {
            fields.add(mutated(app));
        } else {
            fields.add("topologySpreadConstraints: [" + String.join(", ", constraints(app)) + "]");
            fields.add("affinity: {" + String.join(", ", affinity(app)) + "}");
        }
        if (once(0.1)) {
            fields.add("nodeSelector: {provider: " + one(List.of("scaleway", "hetzner", "nowhere")) + "}");
        }
        if (once(0.1)) {
            fields.add("priorityClassName: " + namespace + "-high");
        }
        if (once(0.3)) {
            fields.add(volumes());
        }
        return String.join(", ", fields);
    }

    private String resources() {
        String requests = once(0.2)
                ? ""
                : "cpu: %dm, memory: %dMi".formatted(one(List.of(50, 100, 250, 700)), one(List.of(64, 128, 512, 900)));
        if (once(0.1)) {
            requests = one(List.of("cpu: 100m", "memory: 300Mi", "cpu: \"0\""));
        }
        String more = once(0.1) ? ", ephemeral-storage: 1Gi" : "";
        if (once(0.1)) {
            more += ", example.com/gpu: \"1\"";
        }
        String asked = requests.isEmpty() && !more.isEmpty() ? more.substring(2) : requests + more;
        String limits = more.contains("gpu") ? "limits: {example.com/gpu: \"1\"}, " : "";
        String ports = once(0.1) ? ", ports: [{containerPort: 80, hostPort: %d}]".formatted(one(List.of(80, 81))) : "";
        String start = once(0.1) ? ", initContainers: [{name: s, image: i, resources: {requests: {cpu: \"1\"}}}]" : "";
        String second = once(0.1) ? ", {name: two, image: i}" : "";
        return "containers: [{name: one, image: i, resources: {%srequests: {%s}}%s}%s]%s"
                .formatted(limits, asked, ports, second, start);
    }

    /** What a rule with {@code spread: {}} adds. */
    private String mutated(String app) {
        String selector = "labelSelector: {matchLabels: {app: " + app + "}}";
        return ("topologySpreadConstraints: [{maxSkew: 1, topologyKey: provider, whenUnsatisfiable: ScheduleAnyway,"
                        + " nodeTaintsPolicy: Honor, %1$s}], affinity: {podAntiAffinity:"
                        + " {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100, podAffinityTerm: {topologyKey:"
                        + " provider, %1$s}}, {weight: 5, podAffinityTerm: {topologyKey: kubernetes.io/hostname, %1$s}}]},"
                        + " nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100, preference:"
                        + " {matchExpressions: [{key: provider, operator: Exists}]}}]}}")
                .formatted(selector);
    }

    private List<String> constraints(String app) {
        List<String> constraints = new ArrayList<>();
        if (once(0.35)) {
            constraints.add(constraint(app, "provider", "ScheduleAnyway"));
        }
        if (once(0.2)) {
            constraints.add(constraint(app, "kubernetes.io/hostname", "ScheduleAnyway"));
        }
        if (once(0.2)) {
            constraints.add(constraint(app, "topology.kubernetes.io/zone", "ScheduleAnyway"));
        }
        if (once(0.2)) {
            constraints.add(constraint(app, "provider", "DoNotSchedule"));
        }
        if (once(0.05)) {
            constraints.add(constraint(app, "topology.kubernetes.io/zone", "DoNotSchedule"));
        }
        return constraints;
    }

    private String constraint(String app, String key, String whenUnsatisfiable) {
        String more = once(0.7) ? ", nodeTaintsPolicy: Honor" : "";
        if (once(0.2)) {
            more += ", nodeAffinityPolicy: Ignore";
        }
        if (once(0.2)) {
            more += ", matchLabelKeys: [track]";
        }
        if (whenUnsatisfiable.equals("DoNotSchedule") && once(0.2)) {
            more += ", minDomains: 3";
        }
        String selector = once(0.05) ? "{}" : "{matchLabels: {app: %s}}".formatted(once(0.9) ? app : one(APPS));
        return "{topologyKey: %s, maxSkew: %d, whenUnsatisfiable: %s, labelSelector: %s%s}"
                .formatted(key, 1 + random.nextInt(3), whenUnsatisfiable, selector, more);
    }

    private List<String> affinity(String app) {
        List<String> affinity = new ArrayList<>();
        List<String> node = new ArrayList<>();
        if (once(0.2)) {
            node.add("requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [%s]}".formatted(nodeTerm()));
        }
        if (once(0.3)) {
            node.add("preferredDuringSchedulingIgnoredDuringExecution: [{weight: %d, preference: {matchExpressions:"
                            .formatted(one(List.of(100, 50)))
                    + " [{key: provider, operator: In, values: [%s]}]}}]".formatted(one(List.of("aws", "scaleway"))));
        }
        if (!node.isEmpty()) {
            affinity.add("nodeAffinity: {" + String.join(", ", node) + "}");
        }
        if (once(0.3)) {
            affinity.add("podAntiAffinity: {" + podTerms(app) + "}");
        }
        if (once(0.2)) {
            affinity.add("podAffinity: {" + podTerms(one(APPS)) + "}");
        }
        return affinity;
    }

    private String nodeTerm() {
        return one(List.of(
                "{matchExpressions: [{key: provider, operator: In, values: [scaleway, hetzner]}]}",
                "{matchExpressions: [{key: provider, operator: NotIn, values: [aws]}]}",
                "{matchExpressions: [{key: gpu, operator: Gt, values: [\"4\"]}]}, {matchExpressions: [{key: provider,"
                        + " operator: DoesNotExist}]}",
                "{matchFields: [{key: metadata.name, operator: In, values: [" + one(nodes) + "]}]}"));
    }

    private String podTerms(String app) {
        String key = one(List.of("provider", "topology.kubernetes.io/zone", "kubernetes.io/hostname"));
        String selector = once(0.1)
                ? "{matchExpressions: [{key: tier, operator: Exists}]}"
                : "{matchLabels: {app: %s}}".formatted(app);
        String where = once(0.2)
                ? one(List.of(
                        ", namespaceSelector: {}",
                        ", namespaceSelector: {matchLabels: {team: theirs}}",
                        ", namespaces: [" + namespace + "-other]"))
                : "";
        String keys = once(0.1) ? ", matchLabelKeys: [track]" : once(0.1) ? ", mismatchLabelKeys: [track]" : "";
        String term = "{topologyKey: %s, labelSelector: %s%s%s}".formatted(key, selector, where, keys);
        return once(0.3)
                ? "requiredDuringSchedulingIgnoredDuringExecution: [" + term + "]"
                : "preferredDuringSchedulingIgnoredDuringExecution: [{weight: %d, podAffinityTerm: %s}]"
                        .formatted(1 + random.nextInt(100), term);
    }

    private String volumes() {
        String claim = once(0.5) || waiting.isEmpty() ? "c" + random.nextInt(8) : waiting.remove(0);
        return "volumes: [{name: v, persistentVolumeClaim: {claimName: " + (once(0.05) ? "missing" : claim) + "}}]";
    }
}
