package io.kosmosadmission;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.Operation;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.InventoryWriter;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.reading.ConfigurationReader;
import io.kosmosadmission.reading.ManifestReader;
import io.kosmosadmission.reading.ManifestText;
import io.kosmosadmission.reading.objects.PodReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A cluster and a configuration given as text, read as the program reads them. */
public final class GivenCluster {

    /** scaleway with two nodes, one of them external; aws, tainted; hetzner, external nodes without a zone. */
    public static final String THREE_PROVIDERS = """
            {apiVersion: v1, kind: Node, metadata: {name: scw-1, labels: {provider: scaleway, kubernetes.io/hostname: scw-1, \
            k8s.scaleway.com/managed: "true", k8s.scaleway.com/pool-name: base, topology.kubernetes.io/zone: nl-ams-1}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: scw-metal, labels: {provider: scaleway, kubernetes.io/hostname: scw-metal}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: aws-1, labels: {provider: aws, kubernetes.io/hostname: aws-1, \
            topology.kubernetes.io/zone: eu-west-1a, gpu: "true"}}, \
            spec: {taints: [{key: provider, value: aws, effect: NoSchedule}]}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: het-1, labels: {provider: hetzner, kubernetes.io/hostname: het-1}}}
            ---
            """;

    private static final String HEAD = "apiVersion: kosmos-admission.io/v1alpha1\nkind: KosmosConfiguration\n";

    private GivenCluster() {}

    /** rules: the configuration's text after its first two lines. */
    public static Configuration configuration(String rules) {
        ConfigurationReader.Result result = new ConfigurationReader().read("rules.yaml", HEAD + rules);
        if (!result.isValid()) {
            throw new IllegalArgumentException(result.errors().toString());
        }
        return result.configuration();
    }

    public static Inventory inventory(String rules, String manifests) {
        return Inventory.of(configuration(rules), collect(manifests).collected());
    }

    /** As the cluster is when it has been watched for ten minutes, and nothing changed. */
    public static Inventory watchedInventory(String rules, String manifests) {
        InventoryWriter writer = new InventoryWriter();
        ClusterObjects objects = collect(manifests).collected();
        Kind.ALL.forEach(kind -> put(kind, objects, writer));
        writer.pass(Instant.EPOCH);
        writer.pass(Instant.EPOCH.plus(Duration.ofMinutes(10)));
        return writer.write(configuration(rules));
    }

    private static <T extends KubernetesObject> void put(Kind<T> kind, ClusterObjects objects, InventoryWriter writer) {
        objects.of(kind).forEach(object -> writer.put(kind, object));
    }

    /** A pod by the text of its spec. */
    public static PodView pod(String spec) {
        return podWith("{name: web, namespace: default, labels: {app: web}}", spec);
    }

    public static PodView podWith(String metadata, String spec) {
        String manifest = "{apiVersion: v1, kind: Pod, metadata: " + metadata + ", spec: " + spec + "}";
        try (JsonParser parser =
                ManifestText.strict(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))) {
            parser.nextToken();
            PodView pod = PodReader.read(parser, true);
            return pod.metadata().namespace().isEmpty() ? pod.inNamespace("default") : pod;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** The review of the pod's creation. */
    public static AdmissionRequest creation(PodView pod) {
        return new AdmissionRequest(
                "u",
                "",
                "Pod",
                "",
                "default",
                "web",
                Operation.CREATE,
                false,
                Optional.of(pod),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A claim by the text behind {@code metadata:}. */
    public static PersistentVolumeClaim claim(String rest) {
        return collect("{apiVersion: v1, kind: PersistentVolumeClaim, metadata: " + rest + "}")
                .collected()
                .of(Kind.PERSISTENT_VOLUME_CLAIM)
                .get(0);
    }

    private static ObjectCollector collect(String manifests) {
        ObjectCollector collector = new ObjectCollector();
        try {
            new ManifestReader(collector)
                    .read(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)), "given.yaml");
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
        return collector;
    }
}
