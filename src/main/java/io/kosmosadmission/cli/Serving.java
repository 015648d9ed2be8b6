package io.kosmosadmission.cli;

import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.config.Mode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** What serves reviews over HTTPS; given to the command line, which knows no server. */
public interface Serving {

    /** What {@code serve} was told. maxMode is the emergency brake; empty is none. */
    record Settings(int port, int managementPort, Path certs, Optional<Mode> maxMode, StateSource source) {}

    /** Serves until the process is told to end. Returns the exit code; what went wrong is said on err. */
    int serve(Settings settings, PrintStream err);
}
