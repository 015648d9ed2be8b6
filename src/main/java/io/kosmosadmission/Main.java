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

    private static final int BROKEN = 2;

    private Main() {}

    public static void main(String... args) {
        boolean inPod = ServeOptions.inPod(System.getenv());
        Serving serving = (settings, err) -> serve(settings, inPod, err);
        int exitCode = BROKEN;
        try {
            exitCode = new Program(serving, inPod).run(System.in, System.out, System.err, args);
        } catch (Error broken) {
            // Its threads would keep the process, which does nothing more.
            broken.printStackTrace();
        }
        System.exit(exitCode);
    }

    private static int serve(Serving.Settings settings, boolean inPod, PrintStream err) {
        ServeOptions options = new ServeOptions(
                settings.port(),
                settings.managementPort(),
                settings.certs(),
                settings.maxMode(),
                settings.source(),
                inPod);
        return Server.run(options, err);
    }
}
