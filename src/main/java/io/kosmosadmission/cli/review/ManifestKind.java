package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.Optional;

/** What a manifest says it is; group is empty for the core. */
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

    Optional<WorkloadKind> workload() {
        return WorkloadKind.of(group, kind);
    }

    /** Whether a decision can be about it; all other kinds are allowed unread. */
    boolean isJudged() {
        return isPod()
                || (group.isEmpty() && kind.equals("PersistentVolumeClaim"))
                || workload().isPresent();
    }
}
