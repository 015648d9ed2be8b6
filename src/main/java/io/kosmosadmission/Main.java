package io.kosmosadmission;

import io.kosmosadmission.cli.Program;
import io.kosmosadmission.cli.Serving;
import io.kosmosadmission.server.ServeOptions;
import io.kosmosadmission.server.Server;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;

/** The only main: everything is the command line's, which is given the server that it may start. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        boolean inPod = ServeOptions.inPod(System.getenv());
        Serving serving = (settings, err) -> serve(settings, inPod, err);
        System.exit(new Program(serving, inPod).run(System.in, System.out, System.err, args));
    }

    private static int serve(Serving.Settings settings, boolean inPod, PrintStream err) {
        ServeOptions options = new ServeOptions(
                settings.port(),
                settings.managementPort(),
                settings.certs(),
                settings.managedCertificates(),
                settings.maxMode(),
                settings.source(),
                settings.whenServing(),
                inPod);
        return Server.run(options, err);
    }
}
