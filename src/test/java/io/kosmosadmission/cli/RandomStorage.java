package io.kosmosadmission.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A random cluster of three providers with a pod and its claim, and the model of where the pod can run. Some nodes lack
 * the provider label, some a CSINode, and some CSINodes the driver.
 *
 * <p>The model's rules: the scheduler puts a pod on a node that its selector, its affinity and its boundary ask for. A
 * bound claim needs a node that its volume's node affinity selects and that can attach it. A claim without a volume takes
 * one that is kept for it, else an Available one of its class that is big enough and bears its selector's labels, else,
 * without a selector, one that is made for a node which the class allows and that can attach it. Block volumes attach to
 * the nodes of their driver's provider; a node that nobody labelled counts where its CSINode has the driver.
 */
final class RandomStorage {

    private static final List<String> PROVIDERS = List.of("aws", "scaleway", "hetzner");
    private static final Map<String, List<String>> ZONES = Map.of(
            "aws", List.of("eu-west-1a", "eu-west-1b"),
            "scaleway", List.of("fr-par-1", "fr-par-2"),
            "hetzner", List.of());
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String HOST = "kubernetes.io/hostname";

    /** The provider of whose nodes a driver's volumes are; empty for those that any node reaches. */
    private enum Driver {
        gp3("ebs.csi.aws.com", "aws"),
        bssd("csi.scaleway.com", "scaleway"),
        hcloud("csi.hetzner.cloud", "hetzner"),
        longhorn("driver.longhorn.io", ""),
        efs("efs.csi.aws.com", "");

        private final String fullName;
        private final String provider;

        Driver(String fullName, String provider) {
            this.fullName = fullName;
            this.provider = provider;
        }
    }

    private record Place(String key, String value) {
        String json() {
            return "{key: " + key + ", operator: In, values: [" + value + "]}";
        }
    }

    private record MadeNode(
            String name, String provider, Map<String, String> labels, Optional<List<Driver>> registered) {

        boolean attaches(Driver driver) {
            if (driver.provider.isEmpty()) {
                return true;
            }
            return isUnlabelled()
                    ? registered.filter(it -> it.contains(driver)).isPresent()
                    : provider.equals(driver.provider);
        }

        boolean isUnlabelled() {
            return !labels.containsKey("provider");
        }

        boolean isAt(Optional<Place> place) {
            return place.isEmpty()
                    || place.get().value().equals(labels.get(place.get().key()));
        }
    }

    private record MadeVolume(
            String name,
            Driver type,
            Optional<Place> place,
            int size,
            String phase,
            String owner,
            boolean deleting,
            boolean fast) {

        boolean isUsable() {
            return !deleting && !phase.equals("Released") && !phase.equals("Failed") && size >= 10;
        }
    }

    private final Random random;
    private final List<MadeNode> nodes = new ArrayList<>();
    private final Map<Driver, Optional<Place>> allowed = new HashMap<>();
    private final List<MadeVolume> volumes = new ArrayList<>();
    private final Driver claimed;
    private final boolean selective;
    private final Optional<MadeVolume> bound;
    private final Optional<Place> asked;
    private final Optional<String> avoided;
    private final Optional<String> boundary;

    RandomStorage(Random random) {
        this.random = random;
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            nodes.add(node("n" + i));
        }
        for (Driver driver : Driver.values()) {
            allowed.put(driver, chance(25) ? Optional.of(place(false)) : Optional.empty());
        }
        this.claimed = one(List.of(Driver.values()));
        this.selective = chance(15);
        int made = random.nextInt(4);
        for (int i = 0; i < made; i++) {
            volumes.add(volume("pv" + i));
        }
        this.bound = volumes.stream()
                .filter(volume -> volume.phase().equals("Bound"))
                .findFirst();
        this.asked = chance(60) ? Optional.of(place(true)) : Optional.empty();
        this.avoided = chance(20) ? Optional.of(one(PROVIDERS)) : Optional.empty();
        this.boundary = chance(20) ? Optional.of(one(PROVIDERS)) : Optional.empty();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private MadeNode node(String name) {
        String provider = one(PROVIDERS);
        Map<String, String> labels = new HashMap<>(Map.of(HOST, name));
        if (chance(80)) {
            labels.put("provider", provider);
        }
        List<String> zones = ZONES.get(provider);
        if (!zones.isEmpty() && chance(85)) {
            labels.put(ZONE, one(zones));
        }
        Driver own = Driver.values()[PROVIDERS.indexOf(provider)];
        Optional<List<Driver>> registered =
                chance(80) ? Optional.of(chance(85) ? List.of(own) : List.of()) : Optional.empty();
        return new MadeNode(name, provider, labels, registered);
    }

    /** Returns a place that some node is at. */
    private Place place(boolean providers) {
        MadeNode node = one(nodes);
        int kind = random.nextInt(3);
        if (kind == 0 && node.labels().containsKey(ZONE)) {
            return new Place(ZONE, node.labels().get(ZONE));
        }
        return kind == 1 && providers && node.labels().containsKey("provider")
                ? new Place("provider", node.labels().get("provider"))
                : new Place(HOST, node.name());
    }

    private MadeVolume volume(String name) {
        boolean first = volumes.stream().noneMatch(volume -> volume.phase().equals("Bound"));
        String phase = one(List.of("Available", "Available", "Released", "Failed", first ? "Bound" : "Available"));
        String owner = switch (phase) {
            case "Bound" -> "u1";
            case "Available" -> chance(10) ? "none" : "";
            default -> chance(50) ? "u0" : "";
        };
        return new MadeVolume(
                name,
                chance(80) ? claimed : one(List.of(Driver.values())),
                chance(60) ? Optional.of(place(false)) : Optional.empty(),
                phase.equals("Bound") || chance(75) ? 20 : 5,
                phase,
                owner,
                !phase.equals("Bound") && chance(10),
                chance(50));
    }

    /** Whether there is a node for the pod, as it is now. */
    boolean canRun(JsonNode pod) {
        return nodes.stream().anyMatch(node -> isAskedFor(pod, node) && reaches(node));
    }

    private boolean isAskedFor(JsonNode pod, MadeNode node) {
        if (boundary.isPresent() && !boundary.get().equals(node.labels().get("provider"))) {
            return false;
        }
        for (Map.Entry<String, JsonNode> label : pod.at("/spec/nodeSelector").properties()) {
            if (!label.getValue().asText().equals(node.labels().get(label.getKey()))) {
                return false;
            }
        }
        JsonNode terms =
                pod.at("/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms");
        return terms.isMissingNode() || terms.valueStream().anyMatch(term -> meets(node, term));
    }

    private static boolean meets(MadeNode node, JsonNode term) {
        return term.path("matchExpressions").valueStream().allMatch(expression -> {
            String value = node.labels().get(expression.path("key").asText());
            boolean in = expression
                    .path("values")
                    .valueStream()
                    .anyMatch(it -> it.asText().equals(value));
            return switch (expression.path("operator").asText()) {
                case "In" -> in;
                case "NotIn" -> !in;
                case "Exists" -> value != null;
                default -> throw new IllegalArgumentException(expression.toString());
            };
        });
    }

    private Optional<MadeVolume> kept() {
        return bound.or(() -> volumes.stream()
                .filter(it -> it.owner().equals("none") && it.isUsable())
                .findFirst());
    }

    private boolean reaches(MadeNode node) {
        Optional<MadeVolume> kept = kept();
        if (kept.isPresent()) {
            return node.isAt(kept.get().place()) && node.attaches(kept.get().type());
        }
        boolean fromAvailable = volumes.stream()
                .filter(it ->
                        it.isUsable() && it.owner().isEmpty() && it.type() == claimed && (it.fast() || !selective))
                .anyMatch(it -> node.isAt(it.place()) && node.attaches(it.type()));
        return fromAvailable || (!selective && node.isAt(allowed.get(claimed)) && node.attaches(claimed));
    }

    /** Returns why nothing proves that the pod, which can run nowhere, never will; empty where something should have. */
    Optional<String> whyNotProved(JsonNode pod) {
        List<MadeNode> asked = nodes.stream().filter(it -> isAskedFor(pod, it)).toList();
        List<MadeNode> reaching = nodes.stream().filter(this::reaches).toList();
        Optional<Place> place = kept().map(MadeVolume::place).orElse(allowed.get(claimed));
        if (kept().isEmpty() && selective) {
            return Optional.of("a volume that its selector selects may still be made");
        }
        if (nodes.stream().anyMatch(it -> it.isUnlabelled() && place.isPresent() && it.isAt(place))) {
            return Optional.of("its volume is at a node of no known provider");
        }
        if (asked.stream().anyMatch(MadeNode::isUnlabelled)) {
            return Optional.of("it may run on a node of no known provider");
        }
        Driver driver = kept().map(MadeVolume::type).orElse(claimed);
        if (!driver.provider.isEmpty()
                && nodes.stream()
                        .noneMatch(it -> driver.provider.equals(it.labels().get("provider")))) {
            return Optional.of("no node is of its driver's provider");
        }
        if (kept().isEmpty()
                && volumes.stream().anyMatch(it -> it.isUsable() && it.owner().isEmpty() && it.type() == claimed)) {
            return Optional.of("an Available volume comes before what its class would make");
        }
        boolean together = asked.stream()
                .anyMatch(it ->
                        reaching.stream().anyMatch(other -> other.provider().equals(it.provider())));
        return together ? Optional.of("another node of the same provider reaches its volume") : Optional.empty();
    }

    String rules() {
        return "rules: [{name: even, match: [{}], placement: {spread: {}}}]\n"
                + boundary.map(it -> "boundaries: [{name: only, match: [{}], providers: {required: [" + it + "]}}]\n")
                        .orElse("");
    }

    String pod() {
        String affinity = avoided.map(it -> ", \"affinity\": {\"nodeAffinity\":"
                        + " {\"requiredDuringSchedulingIgnoredDuringExecution\": {\"nodeSelectorTerms\":"
                        + " [{\"matchExpressions\": [{\"key\": \"provider\", \"operator\": \"NotIn\", \"values\": [\""
                        + it
                        + "\"]}]}]}}}")
                .orElse("");
        String selector = asked.map(it -> ", \"nodeSelector\": {\"" + it.key() + "\": \"" + it.value() + "\"}")
                .orElse("");
        return "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"web\", \"namespace\": \"default\","
                + " \"labels\": {\"app\": \"web\"}}, \"spec\": {\"containers\": [], \"volumes\": [{\"name\": \"d\","
                + " \"persistentVolumeClaim\": {\"claimName\": \"data\"}}]" + selector + affinity + "}}";
    }

    String manifests() {
        List<String> all = new ArrayList<>();
        for (MadeNode node : nodes) {
            all.add("{apiVersion: v1, kind: Node, metadata: {name: " + node.name() + ", labels: "
                    + labels(node.labels()) + "}}");
            node.registered()
                    .ifPresent(drivers -> all.add("{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: "
                            + node.name() + "}, spec: {drivers: ["
                            + drivers.stream()
                                    .map(it -> "{name: " + it.fullName + ", nodeID: x}")
                                    .collect(Collectors.joining(", "))
                            + "]}}"));
        }
        for (Driver driver : Driver.values()) {
            String topologies = allowed.get(driver)
                    .map(it -> ", allowedTopologies: [{matchLabelExpressions: [{key: " + it.key() + ", values: ["
                            + it.value() + "]}]}]")
                    .orElse("");
            all.add("{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: " + driver
                    + "}, provisioner: " + driver.fullName + ", volumeBindingMode: WaitForFirstConsumer" + topologies
                    + "}");
        }
        volumes.forEach(volume -> all.add(manifest(volume)));
        all.add(
                "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: default, uid: u1}, spec: {"
                        + "accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}, storageClassName: "
                        + claimed
                        + (selective ? ", selector: {matchLabels: {tier: fast}}" : "")
                        + bound.map(it -> ", volumeName: " + it.name()).orElse("") + "}}");
        return String.join("\n---\n", all);
    }

    private static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + ": " + label.getValue())
                .sorted()
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String manifest(MadeVolume volume) {
        String owner = volume.owner().isEmpty()
                ? ""
                : ", claimRef: {namespace: default, name: data"
                        + (volume.owner().equals("none") ? "" : ", uid: " + volume.owner()) + "}";
        String affinity = volume.place()
                .map(it -> ", nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [" + it.json() + "]}]}}")
                .orElse("");
        return "{apiVersion: v1, kind: PersistentVolume, metadata: {name: " + volume.name()
                + (volume.fast() ? ", labels: {tier: fast}" : "")
                + (volume.deleting() ? ", deletionTimestamp: \"2026-01-01T00:00:00Z\"" : "")
                + "}, spec: {accessModes: [ReadWriteOnce], capacity: {storage: " + volume.size()
                + "Gi}, storageClassName: "
                + volume.type() + ", csi: {driver: " + volume.type().fullName + ", volumeHandle: x}" + affinity + owner
                + "}, status: {phase: " + volume.phase() + "}}";
    }

    @Override
    public String toString() {
        return rules() + pod() + "\n" + manifests();
    }
}
