package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.Optional;

/** The kind of a manifest; group is empty for the core group. */
public record ManifestKind(String group, String version, String kind) {

    public static ManifestKind of(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText();
        int slash = apiVersion.indexOf('/');
        return new ManifestKind(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                object.path("kind").asText());
    }

    public boolean isPod() {
        return group.isEmpty() && kind.equals("Pod");
    }

    /** Returns whether it is a Node, which goes to the mutating webhook alone. */
    public boolean isNode() {
        return group.isEmpty() && kind.equals("Node");
    }

    Optional<WorkloadKind> workload() {
        return WorkloadKind.of(group, kind);
    }

    /**
     * Returns whether the kind is a pod, a claim, a Service or a workload, whose decision rests on the cluster state.
     */
    boolean isJudged() {
        return isPod()
                || (group.isEmpty() && (kind.equals("PersistentVolumeClaim") || kind.equals("Service")))
                || workload().isPresent();
    }
}
