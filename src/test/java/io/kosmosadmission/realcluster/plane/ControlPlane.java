package io.kosmosadmission.realcluster.plane;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Needed;
import io.kosmosadmission.build.OwnedProcess;
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
 * A real API server, scheduler and controller manager on loopback, and kwok, which plays the kubelets. They are children of
 * {@code up}, which ends them when {@link #close} or the end of the virtual machine, however that comes, closes its input.
 */
public final class ControlPlane implements AutoCloseable {
    /** Of every await that names none: an API server, or a machine, that is late for once is asked again. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final Path UP = Script.PROJECT.resolve("src/test/control-plane/up");

    private final Path bin;
    private final int port;
    private final TemporaryFolder folder;
    private final Path state;
    private final OwnedProcess up;
    private final Script script;

    private ControlPlane(Path bin, int port, TemporaryFolder folder, List<String> schedulerFlags, String[] flags) {
        this.bin = bin;
        this.port = port;
        this.folder = folder;
        this.state = folder.path();
        this.up = up(schedulerFlags, flags);
        this.script = new Script(state, Map.of());
    }

    /**
     * Takes a few seconds. Skips the caller's test, or fails it, where the binaries were not built.
     *
     * @param flags more arguments of the API server, without spaces
     */
    public static ControlPlane start(String... flags) {
        return start(List.of(), flags);
    }

    /** The same with more arguments of the scheduler. */
    public static ControlPlane start(List<String> schedulerFlags, String... flags) {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.ignoreExceptionsByDefault();
        Needed.program("openssl");
        ControlPlane plane =
                new ControlPlane(bin(), Ports.free(5), TemporaryFolder.create("control-plane"), schedulerFlags, flags);
        try {
            plane.awaitUp();
            return plane;
        } catch (RuntimeException e) {
            String logs = plane.logs();
            plane.end();
            throw new IllegalStateException("no control plane:\n" + logs, e);
        }
    }

    private static Path bin() {
        Path bin = Path.of(System.getProperty("control-plane.bin"));
        if (!Files.exists(bin.resolve("kwok-stages.yaml"))) {
            Needed.lacking(
                    "tests against a real control plane are skipped where it was not built: src/test/control-plane/build"
                            + " [VERSION] does it once (10 minutes; needs Go and openssl); none is in " + bin);
        }
        return bin;
    }

    /** The 31 of Kubernetes 1.31: what an API server serves, and how it is told to, depends on it. Needs what a start needs. */
    public static int minorVersion() {
        String version = succeeded(new Script(Script.PROJECT, Map.of())
                        .run(List.of(bin().resolve("kube-apiserver").toString(), "--version")))
                .stdout();
        return Integer.parseInt(version.strip().split("\\.", -1)[1]);
    }

    private OwnedProcess up(List<String> schedulerFlags, String[] flags) {
        ProcessBuilder builder = new ProcessBuilder(UP.toString(), "--attached", state.toString(), bin.toString());
        builder.redirectOutput(file("up.out").toFile())
                .redirectError(file("up.log").toFile());
        builder.environment().put("PORT", String.valueOf(port));
        builder.environment().put("APISERVER_FLAGS", String.join(" ", flags));
        builder.environment().put("SCHEDULER_FLAGS", String.join(" ", schedulerFlags));
        return OwnedProcess.start(builder);
    }

    /** Until it has printed where the kubeconfig is. */
    private void awaitUp() {
        await("control plane").until(() -> !up.isAlive() || Files.size(file("up.out")) > 0);
        if (!up.isAlive()) {
            throw new IllegalStateException("up has failed");
        }
    }

    /** The API server's; etcd's is the next. */
    int port() {
        return port;
    }

    /** After it was killed. Doesn't wait. */
    void startApiServer() {
        try {
            up.input().append("start kube-apiserver\n").flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        // kubectl 1.31 reads as JSON what begins with a brace.
        return script.run(command, stdin.startsWith("{") ? "---\n" + stdin : stdin);
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
            throw new IllegalStateException("failed: " + result);
        }
        return result;
    }

    /** Returns once all of it is gone. */
    @Override
    public void close() {
        try {
            up.input().close();
            int exit = up.exitWithin(PATIENCE).orElse(-1);
            if (exit != 0) {
                throw new IllegalStateException("up ended with " + exit + ":\n" + logs());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end();
        }
    }

    private void end() {
        up.close();
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
