package io.kosmosadmission.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of the project's scripts, or another program, run to its end as a user would run it. */
public record Script(Path directory, Map<String, String> environment) {

    /** What a finished process left behind; exit is -1 where it had to be ended after five minutes. */
    public record Result(int exit, String stdout, String stderr) {}

    /** The scripts lie in the folder that the build runs in. */
    public static final Path PROJECT = Path.of("").toAbsolutePath();

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    public Script {
        environment = Map.copyOf(environment);
    }

    public Result run(List<String> command) {
        return run(command, "");
    }

    public Result run(List<String> command, String stdin) {
        try {
            Path stdout = Files.createTempFile("stdout", ".txt");
            Path stderr = Files.createTempFile("stderr", ".txt");
            try {
                return run(command, stdin, stdout, stderr);
            } finally {
                Files.delete(stdout);
                Files.delete(stderr);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Files, not pipes: what a script starts in the background may hold a pipe open for ever.
    private Result run(List<String> command, String stdin, Path stdout, Path stderr) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().putAll(environment);
        OwnedProcess process = OwnedProcess.start(builder);
        try {
            try (Writer input = process.input()) {
                input.write(stdin);
            }
            int exit = process.exitWithin(PATIENCE).orElse(-1);
            return new Result(exit, Files.readString(stdout), Files.readString(stderr));
        } finally {
            process.kill();
        }
    }
}
