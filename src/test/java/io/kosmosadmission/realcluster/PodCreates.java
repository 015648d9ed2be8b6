package io.kosmosadmission.realcluster;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.Load.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/**
 * Pods created through the API server, as dry runs: all of admission happens, and nothing is stored. In a namespace that is
 * fail-closed a review that fails is a create that is refused; in any other it is a pod that leaves unplaced.
 */
record PodCreates(ControlPlane plane, HttpClient client) {
    private static final String POD = """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"generateName": "web-", "labels": {"app": "web"}},
             "spec": {"containers": [{"name": "main", "image": "app:1"}]}}
            """;

    static PodCreates through(ControlPlane plane) {
        return new PodCreates(plane, Https.client(plane.file("ca.crt")));
    }

    /** By an account of that namespace; everything but a placed pod is wrong. */
    Load in(String namespace, int aSecond) {
        plane.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: creates, namespace: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
                subjects: [{kind: ServiceAccount, name: default, namespace: %1$s}]
                """.formatted(namespace));
        await("the account may")
                .atMost(Duration.ofSeconds(60))
                .until(() -> plane.kubectl(
                                        "auth",
                                        "can-i",
                                        "create",
                                        "pods",
                                        "-n",
                                        namespace,
                                        "--as=system:serviceaccount:" + namespace + ":default")
                                .exit()
                        == 0);
        String server = plane.ask("config", "view", "-o", "jsonpath={.clusters[0].cluster.server}");
        String token = plane.ask("create", "token", "default", "-n", namespace).strip();
        HttpRequest create = HttpRequest.newBuilder(
                        URI.create(server + "/api/v1/namespaces/" + namespace + "/pods?dryRun=All"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(POD))
                .build();
        return new Load(client, create, aSecond, PodCreates::placed);
    }

    static boolean created(Answer answer) {
        return answer.status() == 201;
    }

    /** Bears what the rule asks for. */
    private static boolean placed(Answer answer) {
        return created(answer)
                && answer.body().contains("\"kosmos-admission.io/placed-by\":\"default\"")
                && answer.body().contains("\"topologyKey\":\"provider\"");
    }
}
