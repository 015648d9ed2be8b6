package io.kosmosadmission.realcluster.scene;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Nodes;

/** What runs on nodes before a test begins, as far as the scheduler sees it. */
public final class Load {
    private Load() {}

    /** One pod on each node, which requests three quarters of the processors and memory that nodes have by default. */
    public static void threeQuarters(Scene scene, Nodes nodes) {
        for (String node : nodes.names()) {
            scene.applied("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: load-%1$s, labels: {app: load}}
                    spec:
                      nodeName: %1$s
                      containers: [{name: main, image: "app:1", resources: {requests: {cpu: "24", memory: 192Gi}}}]
                    """.formatted(node));
        }
        await("the load is there").until(() -> {
            String phases = scene.ask("get", "pods", "-l", "app=load", "-o", "jsonpath={.items[*].status.phase}");
            return !phases.contains("Pending");
        });
    }
}
