package io.kosmosadmission.realcluster.plane;

import io.kosmosadmission.build.Needed;
import io.kosmosadmission.build.Script;
import io.kosmosadmission.build.Script.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real API server, scheduler and controller manager on loopback, and kwok, which plays the kubelets. Ended by {@link
 * #close}, or with the virtual machine.
 */
public final class ControlPlane implements AutoCloseable {
    /** Of every await that names none: an API server, or a machine, that is late for once is asked again. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final Path SCRIPTS = Script.PROJECT.resolve("src/test/control-plane");

    private final Path bin;
    private final TemporaryFolder folder;
    private final Path state;
    private final Script script;
    private final Thread ending = new Thread(this::end);

    private ControlPlane(Path bin, TemporaryFolder folder, Script script) {
        this.bin = bin;
        this.folder = folder;
        this.state = folder.path();
        this.script = script;
    }

    /**
     * Takes a few seconds. Skips the caller's test, or fails it, where the binaries were not built.
     *
     * @param flags more arguments of the API server, without spaces
     */
    public static ControlPlane start(String... flags) {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.ignoreExceptionsByDefault();
        Path bin = Path.of(System.getProperty("control-plane.bin"));
        if (!Files.exists(bin.resolve("kwok-stages.yaml"))) {
            Needed.lacking("tests against a real control plane are skipped where it was not built:"
                    + " src/test/control-plane/build does it once (10 minutes; needs Go and openssl)");
        }
        Needed.program("openssl");
        TemporaryFolder folder = TemporaryFolder.create("control-plane");
        Map<String, String> environment =
                Map.of("PORT", String.valueOf(Ports.free(5)), "APISERVER_FLAGS", String.join(" ", flags));
        ControlPlane plane = new ControlPlane(bin, folder, new Script(folder.path(), environment));
        Runtime.getRuntime().addShutdownHook(plane.ending);
        Result up = plane.script.run(
                List.of(SCRIPTS.resolve("up").toString(), folder.path().toString(), bin.toString()));
        if (up.exit() != 0) {
            String logs = plane.logs();
            plane.close();
            throw new IllegalStateException("no control plane: " + up + "\n" + logs);
        }
        return plane;
    }

    /** A file of its state: kubeconfig, logs, process ids. */
    public Path file(String name) {
        return state.resolve(name);
    }

    public Result kubectl(String... arguments) {
        return kubectlWith("", arguments);
    }

    /** kubectl with a manifest or nothing on its standard input. */
    public Result kubectlWith(String stdin, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                bin.resolve("kubectl").toString(),
                "--kubeconfig",
                state.resolve("kubeconfig").toString()));
        command.addAll(List.of(arguments));
        return script.run(command, stdin);
    }

    /** Lets kwok do nothing, as if all kubelets were gone, or go on. */
    public void pauseKubelets(boolean pause) {
        try {
            String kwok = Files.readString(state.resolve("kwok.pid")).strip();
            succeeded(script.run(List.of("kill", pause ? "-STOP" : "-CONT", kwok)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the project's scripts, by its path in the project, for this cluster. */
    public Result script(String... command) {
        Map<String, String> environment = Map.of(
                "KUBECONFIG", state.resolve("kubeconfig").toString(),
                "KUBECTL", bin.resolve("kubectl").toString());
        return new Script(Script.PROJECT, environment).run(List.of(command));
    }

    /** What kubectl prints; an error where it fails. */
    public String ask(String... arguments) {
        return succeeded(kubectl(arguments)).stdout();
    }

    /** As a user does it; an error where anything is refused. */
    public void apply(String manifests) {
        succeeded(kubectlWith(manifests, "apply", "-f", "-"));
    }

    private static Result succeeded(Result result) {
        if (result.exit() != 0) {
            throw new IllegalStateException("kubectl failed: " + result);
        }
        return result;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(ending);
        end();
    }

    private void end() {
        script.run(List.of(SCRIPTS.resolve("down").toString(), state.toString()));
        folder.delete();
    }

    private String logs() {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(state)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                List<String> lines = Files.readAllLines(log);
                text.append(log.getFileName()).append(":\n");
                lines.subList(Math.max(0, lines.size() - 10), lines.size())
                        .forEach(line -> text.append(line).append('\n'));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
