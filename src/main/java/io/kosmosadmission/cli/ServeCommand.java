package io.kosmosadmission.cli;

import io.kosmosadmission.cli.console.CommandAnswers;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.console.Answers;
import io.kosmosadmission.console.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code serve}: runs the webhook's server. */
@Command(
        name = "serve",
        header = "Serve the two webhooks over HTTPS, and health and metrics over HTTP.",
        description = {
            "Manifests and rules are read again when they change. What is wrong then leaves the last good",
            "ones in force; the log says so once.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  kosmos-admission serve                         the example cluster, on ports 8443 and 9000",
            "  kosmos-admission serve --cluster cluster/ --rules rules.yaml",
            "  kosmos-admission serve --kubeconfig ~/.kube/config --context lab",
            "  kosmos-admission serve --max-mode Audit        nothing is changed or denied, only counted"
        })
final class ServeCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    private final Serving serving;
    private final boolean inPod;
    private final PrintStream err;

    @Mixin
    private HelpOption help;

    @Mixin
    private final ClusterOptions options;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8443",
            description = "Of the webhooks; 0 is any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Of /q/health and /q/metrics; 0 is any free one. Default: ${DEFAULT-VALUE}.")
    private int managementPort;

    @Mixin
    private CertificateOptions certificates;

    @Mixin
    private ConsoleOptions console;

    @Option(
            names = "--max-mode",
            paramLabel = "MODE",
            description = {"The emergency brake: nothing acts more strictly.", "One of ${COMPLETION-CANDIDATES}."})
    private Mode maxMode;

    ServeCommand(Serving serving, boolean inPod, PrintStream err) {
        this.serving = serving;
        this.inPod = inPod;
        this.options = new ClusterOptions(inPod);
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        checkPort("--port", port);
        checkPort("--management-port", managementPort);
        Optional<Mode> brake = Optional.ofNullable(maxMode);
        ClusterOptions.Opened cluster = options.open(brake.orElse(Mode.Enforce), certificates.managed());
        Answers answers =
                new CommandAnswers(options.manifests(), options.finder(), cluster.source(), brake.orElse(Mode.Enforce));
        console.check();
        List<Console> opened = new CopyOnWriteArrayList<>();
        // Not before: the server sets up the libraries that both use.
        Runnable whenServing = () -> console.open(inPod, answers, err).ifPresent(opened::add);
        Serving.Settings settings = new Serving.Settings(
                port,
                managementPort,
                certificates.folder(),
                cluster.certificates(),
                brake,
                cluster.source(),
                whenServing);
        try {
            return serving.serve(settings, err);
        } finally {
            opened.forEach(Console::close);
        }
    }

    private void checkPort(String option, int value) {
        if (value < 0 || value > HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '" + option + "': a port is 0 to " + HIGHEST_PORT);
        }
    }
}
