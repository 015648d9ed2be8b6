package io.kosmosadmission.cli;

import io.kosmosadmission.certificates.RotationSchedule;
import io.kosmosadmission.reading.DurationText;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where the serving certificate comes from. */
final class CertificateOptions {

    /** Who makes the certificates and tells API servers whom to trust. */
    enum Keeper {
        /** We do, in the cluster. */
        managed,
        /** Whoever fills the folder. */
        files
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--certs",
            paramLabel = "DIR",
            defaultValue = "certs",
            description = {
                "Holds tls.crt, tls.key and ca.crt. Outside a pod they are",
                "made there if they are missing. Default: ${DEFAULT-VALUE}."
            })
    private Path folder;

    @Option(
            names = "--certificates",
            paramLabel = "WHOSE",
            defaultValue = "files",
            description = {
                "files: those of --certs. managed: made, trusted and renewed",
                "in the cluster that we are installed in. Default: ${DEFAULT-VALUE}."
            })
    private Keeper keeper;

    @Option(
            names = "--certificate-lifetime",
            paramLabel = "TIME",
            defaultValue = "90d",
            description = {
                "Of a managed certificate, from 1m; it is renewed when a",
                "third of that is left. Default: ${DEFAULT-VALUE}."
            })
    private String lifetime;

    Path folder() {
        return folder;
    }

    /** Returns the schedule of managed certificates; empty where they are files. */
    Optional<RotationSchedule> managed() {
        RotationSchedule schedule = new RotationSchedule(DurationText.parseWithDays(lifetime)
                .filter(time -> time.compareTo(RotationSchedule.SHORTEST) >= 0)
                .filter(time -> time.compareTo(RotationSchedule.LONGEST) <= 0)
                .orElseThrow(this::wrong));
        return keeper == Keeper.managed ? Optional.of(schedule) : Optional.empty();
    }

    private ParameterException wrong() {
        return new ParameterException(
                spec.commandLine(),
                "Invalid value for option '--certificate-lifetime': must be a time from 1m to "
                        + RotationSchedule.LONGEST.toDays() + "d, such as 90d, 36h or 1d12h");
    }
}
