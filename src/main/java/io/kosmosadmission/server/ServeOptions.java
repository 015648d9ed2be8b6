package io.kosmosadmission.server;

import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.certificates.CertificateSource;
import io.kosmosadmission.config.Mode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code serve} was told. Port 0 stands for any free port.
 *
 * @param managedCertificates takes the place of the folder certs; empty where that one is read
 * @param maxMode the emergency brake: nothing acts more strictly; empty for none
 * @param whenServing is run once reviews are answered, on a thread of its own
 * @param inPod whether the process runs in a pod, where it goes on serving for a while after it was told to end, and
 *     never makes certificates itself
 */
public record ServeOptions(
        int port,
        int managementPort,
        Path certs,
        Optional<CertificateSource> managedCertificates,
        Optional<Mode> maxMode,
        StateSource source,
        Runnable whenServing,
        boolean inPod) {

    public static final int DEFAULT_PORT = 8443;
    public static final int DEFAULT_MANAGEMENT_PORT = 9000;

    /**
     * Returns whether the process runs in a pod: each pod has this variable, with or without a service account's token.
     */
    public static boolean inPod(Map<String, String> environment) {
        return environment.containsKey("KUBERNETES_SERVICE_HOST");
    }
}
