package io.kosmosadmission.realcluster.scene;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pods of one app and where the scheduler has put them. Those that are being deleted don't count. */
public record Pods(Scene scene, String app) {

    public static Pods of(Scene scene, String app) {
        return new Pods(scene, app);
    }

    /** Once there are so many and each has a node: how many on the nodes of each provider, by their label. */
    public Map<String, Integer> landed(int count) {
        await("pods of " + app + " have a node").until(() -> counting().size() == count && nodes().size() == count);
        Map<String, String> providers = new HashMap<>();
        Json.items(scene.ask("get", "nodes", "-o", "json"))
                .forEach(node ->
                        providers.put(Json.name(node), Json.labels(node).getOrDefault("provider", "unlabelled")));
        Map<String, Integer> counts = new TreeMap<>();
        nodes().forEach(node -> counts.merge(providers.getOrDefault(node, "gone"), 1, Integer::sum));
        return counts;
    }

    /** The same, of a Deployment whose rollout is complete. */
    public Map<String, Integer> rolledOut(int count) {
        scene.ask("rollout", "status", "deployment/" + app, "--timeout=180s");
        return landed(count);
    }

    /** Returns once so many have been refused a node by the scheduler, and all others have one. */
    public void awaitWaiting(int count) {
        await("pods of " + app + " wait").until(() -> {
            List<JsonObject> all = counting();
            long waiting = all.stream().filter(Pods::isUnschedulable).count();
            return waiting == count && waiting + nodes().size() == all.size();
        });
    }

    /** The names of those on that provider's nodes. */
    public List<String> on(Nodes nodes) {
        return counting().stream()
                .filter(pod -> nodes.names().contains(node(pod)))
                .map(Json::name)
                .toList();
    }

    /** Each of theirs, with repetition. */
    public List<String> nodes() {
        return counting().stream()
                .map(Pods::node)
                .filter(node -> !node.isEmpty())
                .sorted()
                .toList();
    }

    private List<JsonObject> counting() {
        return Json.items(scene.ask("get", "pods", "-l", "app=" + app, "-o", "json")).stream()
                .filter(pod -> !pod.getJsonObject("metadata").containsKey("deletionTimestamp"))
                .toList();
    }

    private static String node(JsonObject pod) {
        return pod.getJsonObject("spec").getString("nodeName", "");
    }

    private static boolean isUnschedulable(JsonObject pod) {
        return Json.objects(pod.getJsonObject("status").getJsonArray("conditions")).stream()
                .anyMatch(condition -> condition.getString("type").equals("PodScheduled")
                        && condition.getString("status").equals("False"));
    }
}
