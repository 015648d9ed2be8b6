package io.kosmosadmission.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a command came to. */
public record Ran(int exitCode, String out, String err) {

    static final Serving NO_SERVER = (settings, err) -> {
        throw new AssertionError("nothing is served here");
    };

    public static Ran with(String input, String... args) {
        return with(new Program(NO_SERVER, false), input, args);
    }

    static Ran with(Program program, String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = program.run(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
        return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
