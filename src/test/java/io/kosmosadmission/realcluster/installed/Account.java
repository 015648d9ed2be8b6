package io.kosmosadmission.realcluster.installed;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.plane.ControlPlane;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** A ServiceAccount that may edit what is in its namespace, as its requests to the API server. */
public record Account(String server, String namespace, String token) {

    public static Account in(ControlPlane plane, String namespace) {
        plane.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: creates, namespace: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
                subjects: [{kind: ServiceAccount, name: default, namespace: %1$s}]
                """.formatted(namespace));
        await("the account may")
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
        return new Account(
                plane.ask("config", "view", "-o", "jsonpath={.clusters[0].cluster.server}"),
                namespace,
                plane.ask("create", "token", "default", "-n", namespace).strip());
    }

    public HttpRequest pod(String pod) {
        return post("/pods", pod);
    }

    /** The creation of a pod, with all of admission and validation, and nothing stored. */
    public HttpRequest podDryRun(String pod) {
        return post("/pods?dryRun=All", pod);
    }

    private HttpRequest post(String path, String object) {
        return HttpRequest.newBuilder(URI.create(server + "/api/v1/namespaces/" + namespace + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(object))
                .build();
    }
}
