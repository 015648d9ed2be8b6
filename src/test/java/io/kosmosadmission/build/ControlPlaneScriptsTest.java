package io.kosmosadmission.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.plane.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What up starts ends, whichever way it ends; with programs that do nothing in place of the control plane's own. */
class ControlPlaneScriptsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path SCRIPTS = Script.PROJECT.resolve("src/test/control-plane");
    private static final List<String> PROGRAMS =
            List.of("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok");

    /** With the arguments in its command line. */
    private static final String STAYS = "exec tail -f -- /dev/null \"$@\"";

    /** Makes the files that it is asked for. */
    private static final String OPENSSL = """
            while [ $# -gt 0 ]; do
              case $1 in -out | -keyout) echo made >"$2" ;; esac
              shift
            done""";

    @TempDir
    private Path folder;

    private Path bin;
    private Path state;
    private LeftBehind left;

    @BeforeEach
    void programs() throws IOException {
        left = new LeftBehind(folder);
        state = folder.resolve("state");
        bin = Files.createDirectory(folder.resolve("bin"));
        for (String name : PROGRAMS) {
            program(name, STAYS);
        }
        program("kubectl", "");
        program("openssl", OPENSSL);
        Files.writeString(bin.resolve("kwok-stages.yaml"), "stages");
    }

    @AfterEach
    void end() {
        ids().forEach(id -> ProcessHandle.of(id).ifPresent(ProcessHandle::destroyForcibly));
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/usr/bin/env bash\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<Long> ids() {
        return left.processes().stream()
                .map(process -> Long.parseLong(process.split(" ")[0]))
                .toList();
    }

    private Map<String, String> environment() {
        return Map.of("PORT", String.valueOf(Ports.free(5)), "PATH", bin + ":" + System.getenv("PATH"));
    }

    private Script.Result up() {
        return up(bin.toString(), environment());
    }

    private Script.Result up(String binaries, Map<String, String> environment) {
        return new Script(folder, environment)
                .run(List.of(SCRIPTS.resolve("up").toString(), state.toString(), binaries));
    }

    private Script.Result down() {
        return new Script(folder, Map.of()).run(List.of(SCRIPTS.resolve("down").toString(), state.toString()));
    }

    /** Returns once all run. */
    private OwnedProcess attached() throws IOException {
        Path out = folder.resolve("out");
        ProcessBuilder builder =
                new ProcessBuilder(SCRIPTS.resolve("up").toString(), "--attached", state.toString(), bin.toString());
        builder.redirectOutput(out.toFile()).redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(environment());
        OwnedProcess up = OwnedProcess.start(builder);
        await().until(() -> Files.readString(out).equals(state.resolve("kubeconfig") + "\n"));
        assertThat(left.processes()).hasSize(PROGRAMS.size() + 1);
        return up;
    }

    private ProcessHandle running(String program) throws IOException {
        String id = Files.readString(state.resolve(program + ".pid")).strip();
        return ProcessHandle.of(Long.parseLong(id)).orElseThrow();
    }

    @Test
    void aVersionIsTakenFromWhereItWasBuilt() throws IOException {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("HOME", folder.toString());
        assertThat(up("1.31.13", environment).stderr())
                .isEqualTo("up: no control plane in " + folder
                        + "/.cache/kosmos-control-plane/1.31.13; src/test/control-plane/build makes one\n");
        Path versions = Files.createDirectories(folder.resolve(".cache/kosmos-control-plane"));
        Files.createSymbolicLink(versions.resolve("1.31.13"), bin);
        assertThat(up("1.31.13", environment).exit()).isZero();
        assertThat(left.processes()).hasSize(PROGRAMS.size());
        assertThat(state.resolve("kwok-stages.yaml")).hasContent("stages");
        assertThat(down().exit()).isZero();
    }

    @Test
    void theStagesOfNodesLeaveOutThoseWhoseStatusIsGivenByHand() throws IOException {
        String stage = "spec:\n  resourceRef:\n    kind: %s\n  selector:\n    matchExpressions:\n    - key: x\n";
        String nodes = stage.formatted("Node");
        String pods = stage.formatted("Pod");
        Files.writeString(bin.resolve("kwok-stages.yaml"), nodes + "---\n" + pods + "---\n" + nodes);
        up();
        String more = "    - key: '.metadata.annotations[\"kwok.x-k8s.io/status\"]'\n      operator: NotIn\n"
                + "      values: [custom]\n";
        String changed = nodes.replace("    - key: x\n", more + "    - key: x\n");
        assertThat(state.resolve("kwok-stages.yaml")).hasContent(changed + "---\n" + pods + "---\n" + changed);
        assertThat(down().exit()).isZero();
    }

    @Test
    void downEndsAll() {
        assertThat(up().stdout()).isEqualTo(state.resolve("kubeconfig") + "\n");
        assertThat(left.processes()).hasSize(PROGRAMS.size());
        assertThat(down().exit()).isZero();
        assertThat(left.processes()).isEmpty();
    }

    @Test
    void downEndsWhatIsStoppedAndKillsWhatWillNotEnd() throws IOException {
        program("etcd", "trap '' TERM\n" + STAYS);
        up();
        new Script(folder, Map.of())
                .run(List.of("kill", "-STOP", String.valueOf(running("kwok").pid())));
        assertThat(down().exit()).isZero();
        assertThat(left.processes()).isEmpty();
    }

    @Test
    void downLeavesAProcessThatGotOneOfItsIds() throws IOException {
        try (OwnedProcess other = OwnedProcess.start(new ProcessBuilder("tail", "-f", bin + "/etcd"))) {
            Files.writeString(Files.createDirectory(state).resolve("etcd.pid"), ids().get(0) + "\n");
            assertThat(down().exit()).isZero();
            assertThat(other.isAlive()).isTrue();
        }
    }

    @Test
    void whereUpFailsNothingStays() throws IOException {
        program("kubectl", "[ ! -e asked ] || exit 1; touch asked");
        assertThat(up().exit()).isOne();
        assertThat(left.processes()).isEmpty();
    }

    @Test
    void attachedItEndsWithItsInput() throws IOException {
        OwnedProcess up = attached();
        up.input().close();
        assertThat(up.exitWithin(SOON)).hasValue(0);
        assertThat(left.processes()).isEmpty();
    }

    @Test
    void attachedItEndsWhenTold() throws IOException {
        OwnedProcess up = attached();
        long id = ids().stream()
                .filter(each -> ProcessHandle.of(each)
                        .flatMap(handle -> handle.info().commandLine())
                        .orElse("")
                        .contains("--attached"))
                .findFirst()
                .orElseThrow();
        new Script(folder, Map.of()).run(List.of("kill", String.valueOf(id)));
        assertThat(up.exitWithin(SOON)).hasValue(143);
        assertThat(left.processes()).isEmpty();
    }

    @Test
    void attachedItStartsTheApiServerAgainAndEndsItToo() throws IOException {
        OwnedProcess up = attached();
        ProcessHandle before = running("kube-apiserver");
        before.destroyForcibly();
        before.onExit().join();
        up.input().append("start kube-apiserver\n").flush();
        await().until(() -> running("kube-apiserver").pid() != before.pid());
        assertThat(left.processes()).hasSize(PROGRAMS.size() + 1);
        up.input().close();
        assertThat(up.exitWithin(SOON)).hasValue(0);
        assertThat(left.processes()).isEmpty();
    }
}
