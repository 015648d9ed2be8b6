package io.kosmosadmission.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line, as a function from arguments and streams to an exit code. */
public final class Program {

    @Command(
            name = "kosmos-admission",
            header = "Provider-aware admission for Kubernetes clusters whose nodes come from several cloud providers.",
            footer = {"", "Exit codes: 0 fine, 1 findings, 2 usage or unreadable input."},
            synopsisSubcommandLabel = "COMMAND",
            subcommands = HelpCommand.class)
    private static final class Root implements Runnable {

        @Mixin
        private HelpOption help;

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "which command?");
        }
    }

    private static final int WIDTH = 100;

    private final Serving serving;
    private final boolean inPod;

    /** inPod tells whether the default cluster is the one around this pod, and not the example. */
    public Program(Serving serving, boolean inPod) {
        this.serving = serving;
        this.inPod = inPod;
    }

    /** Runs a command and returns its exit code. No stream is closed. */
    public int run(InputStream in, PrintStream out, PrintStream err, String... args) {
        CommandLine line = new CommandLine(new Root())
                .addSubcommand(new ServeCommand(serving, inPod, err))
                .addSubcommand(new ReviewCommand(new ClusterOptions(inPod), in))
                .addSubcommand(new AuditCommand(new ClusterOptions(inPod)))
                .addSubcommand(new InitCommand(inPod))
                .addSubcommand(new TestCommand())
                .addSubcommand(new SimulateCommand(new ClusterOptions(inPod)))
                .addSubcommand(new DumpCommand(inPod))
                .addSubcommand(new RulesCommand());
        PrintWriter output = new PrintWriter(out, false, StandardCharsets.UTF_8);
        PrintWriter errors = new PrintWriter(err, false, StandardCharsets.UTF_8);
        try {
            return line.setOut(output)
                    .setErr(errors)
                    .setUsageHelpWidth(WIDTH)
                    .setParameterExceptionHandler((wrong, given) -> explain(wrong, errors))
                    .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, errors))
                    .execute(args);
        } catch (Error broken) {
            // Thrown on, the error would end this thread alone, and the other threads would keep a process that does
            // nothing more.
            return explain(broken, errors);
        } finally {
            output.flush();
            errors.flush();
        }
    }

    private static int explain(ParameterException wrong, PrintWriter errors) {
        errors.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, errors);
        errors.println("Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.UNUSABLE;
    }

    private static int explain(Throwable failure, PrintWriter errors) {
        if (failure instanceof IOException unreadable) {
            errors.println(unreadable.getMessage());
        } else {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            errors.print("an error of our own: " + trace);
        }
        return ExitCode.UNUSABLE;
    }
}
