package io.kosmosadmission.cli;

import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.certificates.CertificateSource;
import io.kosmosadmission.config.Mode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** Serves reviews over HTTPS. It is given to the command line, which knows no server. */
public interface Serving {

    /**
     * What {@code serve} was told. managedCertificates takes the place of the folder certs; maxMode is the emergency
     * brake, empty for none; whenServing is run once reviews are answered, on a thread of its own.
     */
    record Settings(
            int port,
            int managementPort,
            Path certs,
            Optional<CertificateSource> managedCertificates,
            Optional<Mode> maxMode,
            StateSource source,
            Runnable whenServing) {}

    /** Serves until the process is told to end. Returns the exit code, and says on err what went wrong. */
    int serve(Settings settings, PrintStream err);
}
