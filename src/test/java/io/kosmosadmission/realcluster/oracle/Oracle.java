package io.kosmosadmission.realcluster.oracle;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.ManifestText;
import io.kosmosadmission.reading.SchedulerClusterReader;
import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.scheduler.SchedulerCluster;
import io.kosmosadmission.scheduler.SchedulerPod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A control plane whose scheduler logs each score, and which is given one random cluster after the other. */
public final class Oracle implements AutoCloseable {
    private static final String KINDS = "nodes,csinodes,namespaces,services,poddisruptionbudgets,priorityclasses,"
            + "storageclasses,csidrivers,persistentvolumes,persistentvolumeclaims";
    private static final String ADDED_AT_BINDING = "topology.kubernetes.io/";

    private final ControlPlane plane = ControlPlane.start(List.of("--v=10"));
    private final Path log = plane.file("kube-scheduler.log");
    private final int minorVersion = ControlPlane.minorVersion();

    public int minorVersion() {
        return minorVersion;
    }

    /** Lets the scheduler place the pods of the cluster of this seed, and compares. Nothing of it stays. */
    public void compare(long seed, Comparison comparison) {
        RandomCluster cluster = new RandomCluster(seed);
        try {
            create(cluster.manifests());
            await("nodes and claims are as they stay").until(() -> isSettled(cluster));
            SchedulerCluster before = read(KINDS);
            long begin = Files.size(log);
            create(cluster.workloads().pods());
            // Only now, since the scheduler hears of pods and of what owns them on two ways, of which either may be
            // first.
            for (RandomWorkloads.Owner owner : cluster.workloads().owners()) {
                plane.ask("scale", "-n", cluster.namespace(), owner.name(), "--replicas=" + owner.replicas());
            }
            await("all pods were tried").until(() -> logged(begin).decided() == cluster.podCount());
            SchedulerLog happened = logged(begin);
            SchedulerCluster after = read("pods,replicasets,statefulsets");
            comparison.add(cluster.namespace(), with(before, after), newcomers(after, happened), happened);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            clear(cluster);
        }
    }

    private void create(String manifests) {
        Result created = plane.kubectlWith(manifests, "create", "-f", "-");
        if (created.exit() != 0) {
            throw new AssertionError(created.stderr());
        }
    }

    private boolean isSettled(RandomCluster cluster) {
        List<JsonObject> all = Json.items(
                plane.ask("get", "nodes,persistentvolumeclaims,serviceaccounts", "--all-namespaces", "-o", "json"));
        return of("Node", all).count() == cluster.nodes().size()
                && of("Node", all).allMatch(Oracle::isSettled)
                && of("ServiceAccount", all)
                                .filter(account -> isIn(account, cluster))
                                .count()
                        == 2
                && of("PersistentVolumeClaim", all)
                        .filter(claim ->
                                isIn(claim, cluster) && Json.name(claim).startsWith("c"))
                        .allMatch(claim -> claim.getJsonObject("status")
                                .getString("phase", "")
                                .equals("Bound"));
    }

    private static Stream<JsonObject> of(String kind, List<JsonObject> all) {
        return all.stream().filter(object -> object.getString("kind").equals(kind));
    }

    private static boolean isIn(JsonObject object, RandomCluster cluster) {
        String namespace = object.getJsonObject("metadata").getString("namespace");
        return namespace.equals(cluster.namespace()) || namespace.equals(cluster.namespace() + "-other");
    }

    /** The control plane taints new nodes until they are ready, and cordoned ones. */
    private static boolean isSettled(JsonObject node) {
        JsonObject spec = node.getJsonObject("spec");
        String taints = spec.getJsonArray("taints", new JsonArray()).encode();
        return !taints.contains("not-ready")
                && taints.contains("/unschedulable") == spec.getBoolean("unschedulable", false);
    }

    private SchedulerCluster read(String kinds) throws IOException {
        String objects = plane.ask("get", kinds, "--all-namespaces", "-o", "json");
        SchedulerClusterReader reader = new SchedulerClusterReader();
        ManifestRemarks remarks = new ManifestRemarks();
        ManifestText.objects(
                new ByteArrayInputStream(objects.getBytes(StandardCharsets.UTF_8)),
                kinds,
                remarks,
                (place, apiVersion, kind, object) -> reader.add(apiVersion, kind, object));
        remarks.throwErrors();
        return reader.cluster();
    }

    private SchedulerLog logged(long begin) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) (file.length() - begin)];
            file.seek(begin);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return new SchedulerLog(
                    text.substring(0, text.lastIndexOf('\n') + 1).lines());
        }
    }

    private static SchedulerCluster with(SchedulerCluster before, SchedulerCluster after) {
        return new SchedulerCluster(
                before.nodes(),
                List.of(),
                before.namespaces(),
                before.services(),
                after.owners(),
                before.budgets(),
                before.storage());
    }

    /** As they were when they were tried: without the labels that a bound pod gets of its node. */
    private static List<SchedulerPod> newcomers(SchedulerCluster after, SchedulerLog happened) {
        List<SchedulerPod> pods = new ArrayList<>();
        for (SchedulerPod pod : after.pods()) {
            Map<String, String> labels = new LinkedHashMap<>(pod.metadata().labels());
            labels.keySet().removeIf(label -> label.startsWith(ADDED_AT_BINDING));
            String node = happened.nodes().getOrDefault(pod.namespace() + "/" + pod.name(), "");
            pods.add(pod.withMetadata(pod.metadata().withLabels(labels)).on(node));
        }
        return pods;
    }

    /** By one request a kind: object by object it takes longer than all the rest. */
    private void clear(RandomCluster cluster) {
        for (String namespace : List.of(cluster.namespace(), cluster.namespace() + "-other")) {
            delete("/apis/apps/v1/namespaces/" + namespace + "/replicasets?propagationPolicy=Orphan");
            delete("/apis/apps/v1/namespaces/" + namespace + "/statefulsets?propagationPolicy=Orphan");
            delete("/api/v1/namespaces/" + namespace + "/pods?gracePeriodSeconds=0");
            delete("/api/v1/namespaces/" + namespace);
        }
        delete("/api/v1/nodes");
        delete("/api/v1/persistentvolumes");
        delete("/apis/storage.k8s.io/v1/csinodes");
        await("nodes are gone")
                .until(() -> plane.ask("get", "nodes", "-o", "name").isEmpty());
    }

    private void delete(String path) {
        plane.kubectl("delete", "--raw", path);
    }

    @Override
    public void close() {
        plane.close();
    }
}
