package io.kosmosadmission.cli;

import io.kosmosadmission.console.Answers;
import io.kosmosadmission.console.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option of the console's port. */
final class ConsoleOptions {

    private static final int USUAL_PORT = 9080;
    private static final int HIGHEST_PORT = 65_535;
    private static final String OFF = "off";

    /** A port, or none. */
    record Choice(Optional<Integer> port) {}

    private static final class ChoiceReader implements ITypeConverter<Choice> {
        @Override
        public Choice convert(String text) {
            if (text.equals(OFF)) {
                return new Choice(Optional.empty());
            }
            if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
                throw new TypeConversionException("a port is 0 to " + HIGHEST_PORT + ", or " + OFF);
            }
            return new Choice(Optional.of(Integer.parseInt(text)));
        }
    }

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            converter = ChoiceReader.class,
            description = {
                "Of the console, pages for a browser that this machine",
                "or pod alone reaches; 0 is any free one, off is none.",
                "Default: " + USUAL_PORT + ", and off in a pod."
            })
    private @Nullable Choice chosen;

    /** Throws IOException with a message for people where the port that was asked for is taken. */
    void check() throws IOException {
        if (chosen != null && chosen.port().isPresent()) {
            Console.checkFree(chosen.port().get());
        }
    }

    /** Opens the console and says where it is, or why there is none. */
    Optional<Console> open(boolean inPod, Answers answers, PrintStream err) {
        Optional<Integer> port = chosen == null ? Optional.of(USUAL_PORT).filter(usual -> !inPod) : chosen.port();
        if (port.isEmpty()) {
            return Optional.empty();
        }
        try {
            Console console = Console.open(port.get(), answers);
            err.println("console on " + console.address());
            return Optional.of(console);
        } catch (IOException taken) {
            err.println("no console: " + taken.getMessage());
            return Optional.empty();
        }
    }
}
