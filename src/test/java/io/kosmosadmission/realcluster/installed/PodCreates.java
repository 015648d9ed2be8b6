package io.kosmosadmission.realcluster.installed;

import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.server.Https;
import io.kosmosadmission.realcluster.server.Load;
import io.kosmosadmission.realcluster.server.Load.Answer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

/**
 * Pods created through the API server, as dry runs: all of admission happens, and nothing is stored. In a namespace that is
 * fail-closed a review that fails is a create that is refused; in any other it is a pod that leaves unplaced.
 */
public record PodCreates(ControlPlane plane, HttpClient client) {
    private static final String POD = """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"generateName": "web-", "labels": {"app": "web"}},
             "spec": {"containers": [{"name": "main", "image": "app:1"}]}}
            """;

    public static PodCreates through(ControlPlane plane) {
        return new PodCreates(plane, Https.client(plane.file("ca.crt")));
    }

    /** By an account of that namespace; everything but a placed pod is wrong. */
    public Load in(String namespace, int aSecond) {
        HttpRequest create = Account.in(plane, namespace).podDryRun(POD);
        return new Load(client, create, aSecond, PodCreates::placed);
    }

    public static boolean created(Answer answer) {
        return answer.status() == 201;
    }

    /** Bears what the rule asks for. */
    private static boolean placed(Answer answer) {
        return created(answer)
                && answer.body().contains("\"kosmos-admission.io/placed-by\":\"default\"")
                && answer.body().contains("\"topologyKey\":\"provider\"");
    }
}
