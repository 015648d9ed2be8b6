package io.kosmosadmission.cluster;

import io.kosmosadmission.certificates.RotationSchedule;
import io.kosmosadmission.cluster.canary.Canary;
import io.kosmosadmission.config.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a live cluster is followed.
 *
 * @param rules a file to use instead of the cluster's ConfigMap
 * @param maxMode the emergency brake of what is written by itself, beside the reviews
 * @param managed the schedule of certificates that are kept in the cluster; empty where they aren't
 * @param optionalKinds the pause between two checks whether the cluster has begun or ceased to serve an optional kind
 * @param canary the pause between two questions whether we are called
 */
public record ClusterSettings(
        Optional<Path> rules,
        Mode maxMode,
        Optional<RotationSchedule> managed,
        Duration optionalKinds,
        Duration canary) {

    private static final Duration OPTIONAL_KINDS = Duration.ofSeconds(30);

    /** Returns the settings without a brake and without managed certificates. */
    public static ClusterSettings of(Optional<Path> rules) {
        return of(rules, Mode.Enforce, Optional.empty());
    }

    public static ClusterSettings of(Optional<Path> rules, Mode maxMode, Optional<RotationSchedule> managed) {
        return new ClusterSettings(rules, maxMode, managed, OPTIONAL_KINDS, Canary.PERIOD);
    }

    /** Returns whether this replica works together with others: it is installed, and follows the cluster's own rules. */
    boolean isShared(boolean installed) {
        return installed && rules.isEmpty();
    }
}
