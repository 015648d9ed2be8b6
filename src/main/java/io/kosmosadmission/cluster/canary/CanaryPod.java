package io.kosmosadmission.cluster.canary;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.admission.CanaryReview;
import io.kosmosadmission.kube.Kind;

/**
 * The pod that is asked for, and never stored. It keeps to the strictest pod security, asks for next to nothing, has no
 * token, and should an API server ever store it, its scheduling gate keeps it from every node.
 */
final class CanaryPod {

    static final String PATH = "api/v1/namespaces/" + CanaryReview.NAMESPACE + "/pods";

    /** The same each time: the API server's sentences name it. */
    private static final String NAME = "kosmos-admission-canary";

    private static final String GATE = "kosmos-admission.io/canary";
    private static final int NOBODY = 65534;

    private CanaryPod() {}

    static String plain() {
        return pod().toString();
    }

    /** Returns the pod with what onePerProvider Required would add to it. */
    static String keptApart(String providerLabel) {
        ObjectNode pod = pod();
        pod.withObject("/spec/affinity/podAntiAffinity")
                .putArray("requiredDuringSchedulingIgnoredDuringExecution")
                .addObject()
                .put("topologyKey", providerLabel)
                .putObject("labelSelector")
                .putObject("matchLabels")
                .put("app.kubernetes.io/name", NAME);
        return pod.toString();
    }

    private static ObjectNode pod() {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("apiVersion", Kind.POD.apiVersion()).put("kind", Kind.POD.name());
        ObjectNode metadata = pod.putObject("metadata");
        metadata.put("name", NAME).put("namespace", CanaryReview.NAMESPACE);
        metadata.putObject("labels").put("app.kubernetes.io/name", NAME);
        ObjectNode spec = pod.putObject("spec");
        spec.put("automountServiceAccountToken", false).put("enableServiceLinks", false);
        spec.put("restartPolicy", "Never").put("terminationGracePeriodSeconds", 0);
        spec.putArray("schedulingGates").addObject().put("name", GATE);
        ObjectNode security = spec.putObject("securityContext");
        security.put("runAsNonRoot", true).put("runAsUser", NOBODY).put("runAsGroup", NOBODY);
        security.putObject("seccompProfile").put("type", "RuntimeDefault");
        container(spec.putArray("containers").addObject());
        return pod;
    }

    private static void container(ObjectNode container) {
        container.put("name", "canary").put("image", "registry.k8s.io/pause:3.10");
        ObjectNode security = container.putObject("securityContext");
        security.put("allowPrivilegeEscalation", false).put("readOnlyRootFilesystem", true);
        security.putObject("capabilities").putArray("drop").add("ALL");
        ObjectNode resources = container.putObject("resources");
        for (String of : new String[] {"requests", "limits"}) {
            resources.putObject(of).put("cpu", "1m").put("memory", "4Mi");
        }
    }
}
