package io.kosmosadmission.kube;

import java.util.Locale;
import java.util.Optional;

/** The kinds whose pod templates are judged. */
public enum WorkloadKind {
    Deployment("apps"),
    StatefulSet("apps"),
    DaemonSet("apps"),
    ReplicaSet("apps"),
    Job("batch"),
    CronJob("batch");

    private final String group;

    WorkloadKind(String group) {
        this.group = group;
    }

    public String group() {
        return group;
    }

    /** Returns the plural in lower case, as in paths and roles. */
    public String plural() {
        return name().toLowerCase(Locale.ROOT) + "s";
    }

    public String apiVersion() {
        return group + "/v1";
    }

    public static Optional<WorkloadKind> of(String group, String kind) {
        for (WorkloadKind candidate : values()) {
            if (candidate.name().equals(kind) && candidate.group.equals(group)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    public static Optional<WorkloadKind> of(OwnerReference owner) {
        return of(owner.group(), owner.kind());
    }
}
