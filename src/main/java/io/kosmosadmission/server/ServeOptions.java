package io.kosmosadmission.server;

import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.config.Mode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code serve} was told. Port 0 is any free port. maxMode is the emergency brake; empty is none. inPod: whether
 * endpoints must be given time to leave, and certificates are somebody else's to make.
 */
public record ServeOptions(
        int port, int managementPort, Path certs, Optional<Mode> maxMode, StateSource source, boolean inPod) {

    public static final int DEFAULT_PORT = 8443;
    public static final int DEFAULT_MANAGEMENT_PORT = 9000;

    /** Every pod has this variable, with or without a service account's token. */
    public static boolean inPod(Map<String, String> environment) {
        return environment.containsKey("KUBERNETES_SERVICE_HOST");
    }
}
