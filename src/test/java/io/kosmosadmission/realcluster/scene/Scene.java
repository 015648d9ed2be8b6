package io.kosmosadmission.realcluster.scene;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.Closer;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.server.PackagedServer;
import io.kosmosadmission.realcluster.server.WebhookRegistration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * One test's world: a namespace and nodes in the real cluster, the same manifests in a folder, the packaged server on that
 * folder, and the API server calling it for that namespace. All of it is gone when the test ends.
 */
public final class Scene implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ControlPlane plane;
    private final String namespace = "scene-" + COUNT.incrementAndGet();
    private final TemporaryFolder folder = TemporaryFolder.create("scene");
    private final Path directory = folder.path();
    private final Path inventory;
    private final Path rules;
    private final Path log;
    private final Closer closing = new Closer();
    private int files;

    public Scene(ControlPlane plane) {
        this.plane = plane;
        closing.add(folder::delete);
        inventory = directory.resolve("inventory");
        log = directory.resolve("server.log");
        write(log, "");
        rules = directory.resolve("rules.yaml");
        closing.add(this::clearCluster);
        try {
            given("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace));
            await("service account")
                    .until(() -> kubectl("get", "serviceaccount", "default").exit() == 0);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    public String namespace() {
        return namespace;
    }

    public ControlPlane plane() {
        return plane;
    }

    /** Where the server finds its certificate, or makes one. */
    public Path certificates() {
        return directory.resolve("certs");
    }

    /** Until the scene ends. */
    public void withoutKubelets() {
        closing.add(() -> plane.pauseKubelets(false));
        plane.pauseKubelets(true);
    }

    /** Before what the scene has so far is taken away. */
    public void atTheEnd(Runnable close) {
        closing.add(close);
    }

    /** What is in the cluster and, the same, in the folder. */
    public void given(String manifests) {
        // kubectl 1.31 reads as JSON what begins with a brace, as the generator of nodes writes them.
        write(inventory.resolve("given-" + ++files + ".yaml"), "---\n" + manifests);
        applied(manifests);
    }

    /** Returns once they are Ready and the control plane's own taint of new nodes is gone. */
    public void nodes(Nodes... groups) {
        given(Arrays.stream(groups).map(Nodes::manifests).collect(Collectors.joining("---\n")));
        List<String> names =
                Arrays.stream(groups).flatMap(group -> group.names().stream()).toList();
        await("nodes are Ready").until(() -> readyNodes().containsAll(names));
    }

    /** Starts the server with these rules and lets the API server call it. */
    public void serve(String text) {
        rules(text);
        called(PackagedServer.start(inventory, rules, certificates(), log));
    }

    /** The same with a server that follows the cluster itself, so that it sees what comes and goes. */
    public PackagedServer follow(String text) {
        rules(text);
        String kubeconfig = plane.file("kubeconfig").toString();
        PackagedServer server = PackagedServer.start(
                Ports.free(2), certificates(), log, "--kubeconfig", kubeconfig, "--rules", rules.toString());
        called(server);
        return server;
    }

    /** What {@code rules} says of the rules and the cluster. */
    public Result checkRules() {
        return PackagedServer.command(
                "rules",
                rules.toString(),
                "--kubeconfig",
                plane.file("kubeconfig").toString());
    }

    private void called(PackagedServer server) {
        closing.add(server::close);
        closing.add(WebhookRegistration.of(plane, namespace, server)::close);
    }

    /** Changes the rules of the running server, by a rename as editors and mounted ConfigMaps do it. */
    public void rules(String text) {
        write(directory.resolve("new-rules.yaml"), text);
        try {
            Files.move(directory.resolve("new-rules.yaml"), rules, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kubectl in the scene's namespace. */
    public Result kubectl(String... arguments) {
        return plane.kubectl(inNamespace(arguments));
    }

    /** The same with a manifest as its input. */
    public Result kubectlWith(String manifest, String... arguments) {
        return plane.kubectlWith(manifest, inNamespace(arguments));
    }

    /** What kubectl prints in the scene's namespace; an error where it fails. */
    public String ask(String... arguments) {
        return plane.ask(inNamespace(arguments));
    }

    /** As a user does it, who may be refused. */
    public Result apply(String manifests) {
        return plane.kubectlWith(manifests, inNamespace("apply", "-f", "-"));
    }

    /** As a user does it, who must not be refused. */
    public void applied(String manifests) {
        Result result = apply(manifests);
        if (result.exit() != 0) {
            throw new AssertionError("refused: " + result);
        }
    }

    /** Once a Deployment is rolled out and the old pods are gone: how many of its pods run on each provider. */
    public Map<String, Integer> landed(String deployment, int replicas) {
        ask("rollout", "status", "deployment/" + deployment, "--timeout=180s");
        await("old pods are gone").until(() -> pods(deployment).size() == replicas);
        Map<String, String> providers = pairs(plane.ask(
                "get",
                "nodes",
                "-o",
                "jsonpath={range .items[*]}{.metadata.name}={.metadata.labels.provider}{\"\\n\"}{end}"));
        Map<String, Integer> counts = new TreeMap<>();
        pods(deployment)
                .values()
                .forEach(node -> counts.merge(providers.getOrDefault(node, "no node"), 1, Integer::sum));
        return counts;
    }

    /** What the server and the cluster have to say when a test failed. */
    String report() {
        try {
            return plane.kubectl(inNamespace("get", "pods,events", "-o", "wide"))
                            .stdout()
                    + "\nthe server:\n"
                    + Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closing.close();
    }

    /** The namespace first, so that no controller makes new pods; then at once what a kubelet would end slowly. */
    private void clearCluster() {
        plane.ask("delete", "namespace", namespace, "--wait=false");
        ask("delete", "pods", "--all", "--force", "--grace-period=0");
        plane.ask("delete", "-f", inventory.toString(), "--ignore-not-found", "--wait=false");
        await("nodes are gone").until(() -> pairs(nodeStates()).isEmpty());
    }

    private Set<String> readyNodes() {
        Map<String, String> states = pairs(nodeStates());
        states.values().removeIf(state -> !state.startsWith("True") || state.contains("node.kubernetes.io/"));
        return states.keySet();
    }

    private String nodeStates() {
        return plane.ask(
                "get",
                "nodes",
                "-o",
                "jsonpath={range .items[*]}{.metadata.name}={.status.conditions[?(@.type==\"Ready\")].status}"
                        + " {.spec.taints[*].key}{\"\\n\"}{end}");
    }

    private Map<String, String> pods(String app) {
        return pairs(ask(
                "get",
                "pods",
                "-l",
                "app=" + app,
                "-o",
                "jsonpath={range .items[*]}{.metadata.name}={.spec.nodeName}{\"\\n\"}{end}"));
    }

    private static Map<String, String> pairs(String lines) {
        Map<String, String> pairs = new HashMap<>();
        lines.lines().map(line -> line.split("=", 2)).forEach(pair -> pairs.put(pair[0], pair[1]));
        return pairs;
    }

    private String[] inNamespace(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--namespace=" + namespace;
        return all;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
