package io.kosmosadmission.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which version build makes, of which modules, and where; with a {@code go} that only says how it was called. */
class ControlPlaneBuildTest {
    private static final Path SCRIPTS = Script.PROJECT.resolve("src/test/control-plane");
    private static final String[] OF_KUBERNETES = {
        "kube-apiserver", "kube-scheduler", "kube-controller-manager", "kubectl"
    };

    /** What it builds is text: where it was built, and by which arguments. */
    private static final String GO = """
            #!/usr/bin/env bash
            echo "$@" >>"$HOME/calls"
            case "$1 $2" in
              'env GOVERSION') echo go1.26.0 ;;
              'list -m') echo "$HOME/kwok" ;;
              'mod download') printf '{\\n\\t"GoMod": "%s",\\n\\t"Sum": "h1:"\\n}\\n' "$HOME/theirs.mod" ;;
              'build -trimpath') echo "$PWD: $*" >"$6"; chmod +x "$6" ;;
            esac
            """;

    private static final String THEIRS = """
            module k8s.io/kubernetes

            go 1.22.0

            require k8s.io/api v0.0.0

            replace (
            \tk8s.io/api => ./staging/src/k8s.io/api
            \tk8s.io/client-go => ./staging/src/k8s.io/client-go
            )
            """;

    @TempDir
    private Path home;

    @BeforeEach
    void go() throws IOException {
        Path go = Files.writeString(Files.createDirectory(home.resolve("bin")).resolve("go"), GO);
        Files.setPosixFilePermissions(go, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("theirs.mod"), THEIRS);
        for (String stage : List.of(
                "node/fast/node-initialize",
                "node/heartbeat/node-heartbeat",
                "pod/fast/pod-ready",
                "pod/fast/pod-complete",
                "pod/fast/pod-delete")) {
            Path file = home.resolve("kwok/kustomize/stage/" + stage + ".yaml");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "stage: " + stage);
        }
    }

    private Script.Result build(String... arguments) {
        List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve("build").toString()));
        command.addAll(List.of(arguments));
        return new Script(home, Map.of("HOME", home.toString(), "PATH", home + "/bin:" + System.getenv("PATH")))
                .run(command);
    }

    private Path kept(String version) {
        return home.resolve(".cache/kosmos-control-plane/" + version);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(home.resolve("calls"));
    }

    private static String ofTheTests() throws IOException {
        Matcher version = Pattern.compile("<control-plane.version>(.*)</")
                .matcher(Files.readString(Script.PROJECT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    @Test
    void theTestsRunOnTheDefaultOne() throws IOException {
        Path folder = kept(ofTheTests());
        assertThat(build().stdout()).isEqualTo(folder + "\n");
        assertThat(calls()).noneMatch(call -> call.startsWith("get") || call.startsWith("mod"));
        assertThat(folder.resolve("kube-apiserver"))
                .content()
                .startsWith(SCRIPTS + ": build ")
                .contains("gitVersion=v" + ofTheTests() + " ");
        assertThat(folder.resolve("kwok-stages.yaml")).content().contains("stage: pod/fast/pod-delete");
    }

    @Test
    void anotherOneIsMadeBesideItOfItsOwnModules() throws IOException {
        Path folder = kept("1.31.13");
        assertThat(build("1.31.13").stdout()).isEqualTo(folder + "\n");
        assertThat(calls())
                .contains(
                        "mod init control-plane",
                        "mod download -json k8s.io/kubernetes@v1.31.13",
                        "mod edit -go=1.22.0 -replace=k8s.io/api=k8s.io/api@v0.31.13"
                                + " -replace=k8s.io/client-go=k8s.io/client-go@v0.31.13",
                        Stream.of(OF_KUBERNETES)
                                .map(name -> " k8s.io/kubernetes/cmd/" + name + "@v1.31.13")
                                .reduce("get", String::concat));
        for (String name : OF_KUBERNETES) {
            assertThat(folder.resolve(name))
                    .content()
                    .startsWith(folder + ": build ")
                    .contains("gitVersion=v1.31.13 ", "gitMajor=1 ", "gitMinor=31 ")
                    .endsWith(" k8s.io/kubernetes/cmd/" + name + "\n");
        }
        assertThat(folder.resolve("etcd")).content().startsWith(SCRIPTS + ": build ");
        assertThat(folder.resolve("kwok")).content().startsWith(SCRIPTS + ": build ");
    }

    @Test
    void whatIsThereIsNotBuiltAgain() throws IOException {
        build("1.31.13");
        List<String> before = calls();
        assertThat(build("1.31.13").stdout()).isEqualTo(kept("1.31.13") + "\n");
        assertThat(calls()).isEqualTo(before);
    }

    @Test
    void anotherFolderIsTaken() {
        Path folder = home.resolve("elsewhere");
        assertThat(build("1.31.13", folder.toString()).stdout()).isEqualTo(folder + "\n");
        assertThat(folder.resolve("kubectl")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.31", "v1.31.13", "/tmp/plane", "1.31.13-rc.0"})
    void whatIsNoVersionIsRefused(String version) throws IOException {
        Script.Result result = build(version);
        assertThat(result.exit()).isOne();
        assertThat(result.stderr())
                .isEqualTo("build: not a version, as " + ofTheTests() + " is one: " + version + "\n");
    }
}
