package io.kosmosadmission.realcluster.scene;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plays a CSI driver's provisioner: makes a volume for each claim once the scheduler has selected a node for it, which is
 * what a pod waits for. Unlike a real one it does so on whatever node; where that is, is asked afterwards.
 */
public record Provisioner(Scene scene, String driver) {
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

    /** Returns once so many claims are bound. */
    public void provision(int count) {
        await("claims are bound").until(() -> {
            List<JsonObject> claims = claims();
            claims.stream().filter(Provisioner::isWaiting).forEach(this::makeVolume);
            return claims.stream().filter(Provisioner::isBound).count() == count;
        });
    }

    /** By claim, the providers of all nodes that were ever selected for it: the API server tells again all that was. */
    public Map<String, Set<String>> providersEverSelected() {
        Map<String, Set<String>> selected = new TreeMap<>();
        String path = "/api/v1/namespaces/" + scene.namespace() + "/persistentvolumeclaims";
        String since = scene.ask("get", "namespace", scene.namespace(), "-o", "jsonpath={.metadata.resourceVersion}");
        scene.plane()
                .ask("get", "--raw", path + "?watch=1&timeoutSeconds=5&resourceVersion=" + since)
                .lines()
                .map(event -> new JsonObject(event).getJsonObject("object"))
                .filter(claim -> !selectedNode(claim).isEmpty())
                .forEach(claim -> selected.computeIfAbsent(Json.name(claim), unseen -> new TreeSet<>())
                        .add(selectedNode(claim).replaceFirst("-\\d+$", "")));
        return selected;
    }

    private List<JsonObject> claims() {
        return Json.items(scene.ask("get", "persistentvolumeclaims", "-o", "json"));
    }

    /** By the claim's uid, as real ones do: else the controller only looks at it again some time later. */
    private void makeVolume(JsonObject claim) {
        scene.given("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %1$s-%2$s}
                spec:
                  accessModes: [ReadWriteOnce]
                  capacity: {storage: 1Gi}
                  storageClassName: %3$s
                  claimRef: {namespace: %1$s, name: %2$s, uid: %5$s}
                  csi: {driver: %4$s, volumeHandle: %2$s}
                """.formatted(
                        scene.namespace(),
                        Json.name(claim),
                        claim.getJsonObject("spec").getString("storageClassName"),
                        driver,
                        claim.getJsonObject("metadata").getString("uid")));
    }

    private static boolean isWaiting(JsonObject claim) {
        return !selectedNode(claim).isEmpty() && !isBound(claim);
    }

    private static boolean isBound(JsonObject claim) {
        return claim.getJsonObject("status").getString("phase", "").equals("Bound");
    }

    private static String selectedNode(JsonObject claim) {
        return Json.annotations(claim).getOrDefault(SELECTED_NODE, "");
    }
}
