package io.kosmosadmission.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.WarningLog;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.rules.WrongRulesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestSourceTest {

    private static final String HEAD = "apiVersion: kosmos-admission.io/v1alpha1\nkind: KosmosConfiguration\nmode: ";

    @TempDir
    private Path folder;

    private Path cluster;
    private Path rules;
    private ManifestSource source;
    private final WarningLog log = new WarningLog();

    @BeforeEach
    void begin() throws IOException {
        cluster = Files.createDirectories(folder.resolve("cluster"));
        rules = folder.resolve("rules.yaml");
        node("a");
        replace(rules, HEAD + "Warn\n");
    }

    @AfterEach
    void end() {
        log.close();
        if (source != null) {
            source.close();
        }
    }

    @Test
    void takesChangesOfBoth() throws IOException {
        start(Optional.of(rules));
        assertThat(source.describe()).isEqualTo(cluster + ", 1 objects");
        assertThat(mode()).isEqualTo(Mode.Warn);
        replace(rules, HEAD + "Audit\n");
        await().until(() -> mode() == Mode.Audit);
        node("b");
        await().until(() -> live().equals(List.of("a", "b")));
        Files.delete(cluster.resolve("a.yaml"));
        await().until(() -> live().equals(List.of("b")));
        assertThat(source.objects()).containsEntry("Node", 1);
        assertThat(source.rulesValid()).isTrue();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void wrongRulesLeaveTheLastGoodOnesAndAreSaidOnce() throws IOException {
        start(Optional.of(rules));
        replace(rules, HEAD + "Strict\nrulez: []\n");
        await().until(() -> !source.rulesValid());
        assertThat(mode()).isEqualTo(Mode.Warn);
        assertThat(source.lostSince()).isEmpty();
        node("b");
        await().until(() -> live().contains("b"));
        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains(rules + ":3:1: mode: Unsupported value", rules + ":4:1: rulez: ");
        replace(rules, HEAD + "Audit\n");
        await().until(source::rulesValid);
        assertThat(mode()).isEqualTo(Mode.Audit);
    }

    @Test
    void aWrongManifestLeavesTheLastGoodObjectsAndIsSaidOnce() throws IOException {
        start(Optional.of(rules));
        replace(cluster.resolve("b.yaml"), "kind: {");
        await().until(() -> source.lostSince().isPresent());
        replace(rules, HEAD + "Audit\n");
        await().until(() -> mode() == Mode.Audit);
        assertThat(live()).containsExactly("a");
        assertThat(source.rulesValid()).isTrue();
        assertThat(source.synced()).isTrue();
        assertThat(log.lines()).singleElement().asString().contains("b.yaml:1: ");
        node("b");
        await().until(() -> source.lostSince().isEmpty());
        assertThat(live()).containsExactly("a", "b");
    }

    @Test
    void whatIsGoneLeavesTheLastGood() throws IOException {
        start(Optional.of(rules));
        Files.delete(rules);
        Files.delete(cluster.resolve("a.yaml"));
        await().until(() -> !source.rulesValid() && source.lostSince().isPresent());
        assertThat(live()).containsExactly("a");
        assertThat(mode()).isEqualTo(Mode.Warn);
        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void followsTheLinksOfAMountedConfigMap() throws IOException {
        Path mount = folder.resolve("mount");
        Files.createDirectories(mount);
        mounted(mount, "..1", HEAD + "Warn\n");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(mount.resolve("rules.yaml"), Path.of("..data/rules.yaml"));
        start(Optional.of(mount.resolve("rules.yaml")));
        mounted(mount, "..2", HEAD + "Audit\n");
        Files.createSymbolicLink(mount.resolve("..new"), Path.of("..2"));
        Files.move(mount.resolve("..new"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        await().until(() -> mode() == Mode.Audit);
    }

    @Test
    void takesTheRulesOfTheClusterAndKeepsThemWhereTheyAreGone() throws IOException {
        configMap("Audit");
        start(Optional.empty());
        assertThat(mode()).isEqualTo(Mode.Audit);
        configMap("Strict");
        await().until(() -> !source.rulesValid());
        assertThat(mode()).isEqualTo(Mode.Audit);
        configMap("Warn");
        await().until(source::rulesValid);
        assertThat(mode()).isEqualTo(Mode.Warn);
        Files.delete(cluster.resolve("rules.yaml"));
        await().until(() -> !source.rulesValid());
        assertThat(mode()).isEqualTo(Mode.Warn);
        assertThat(log.lines()).hasSize(2).last().asString().contains("their ConfigMap is gone");
    }

    @Test
    void countsFindingsAndSaysThemWhenTheyChange() throws IOException {
        start(Optional.of(rules));
        assertThat(source.findings()).containsEntry("node-without-label", 0);
        replace(cluster.resolve("c.yaml"), "{apiVersion: v1, kind: Node, metadata: {name: c}}");
        await().until(() -> source.findings().get("node-without-label") == 1);
        assertThat(log.lines()).singleElement().asString().contains("check=node-without-label", "node \"c\"");
    }

    @Test
    void doesNotBeginWithWhatIsWrong() throws IOException {
        replace(rules, HEAD + "Strict\n");
        assertThatThrownBy(() -> start(Optional.of(rules))).isInstanceOf(WrongRulesException.class);
        replace(cluster.resolve("b.yaml"), "kind: {");
        assertThatThrownBy(() -> start(Optional.empty())).hasMessageContaining("b.yaml:1: ");
    }

    private void start(Optional<Path> rulesFile) throws IOException {
        source = ManifestSource.open(new ManifestFolder(cluster), rulesFile, Duration.ofMillis(20));
        source.start();
    }

    private Mode mode() {
        return source.current().configuration().mode();
    }

    private List<String> live() {
        return List.copyOf(source.current().inventory().providers().liveNames());
    }

    private void node(String name) throws IOException {
        replace(
                cluster.resolve(name + ".yaml"),
                "{apiVersion: v1, kind: Node, metadata: {name: %1$s, labels: {provider: %1$s}}}".formatted(name));
    }

    private void configMap(String mode) throws IOException {
        replace(cluster.resolve("rules.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: kosmos-admission-rules, namespace: kosmos-admission}
                data:
                  rules.yaml: |
                    apiVersion: kosmos-admission.io/v1alpha1
                    kind: KosmosConfiguration
                    mode: %s
                """.formatted(mode));
    }

    private static void mounted(Path mount, String version, String text) throws IOException {
        Files.writeString(Files.createDirectories(mount.resolve(version)).resolve("rules.yaml"), text);
    }

    /** At once: nobody reads half of it, or finds it away, which another move is for a moment. */
    private static void replace(Path file, String text) throws IOException {
        Path made = Files.createTempFile("made", ".yaml");
        Files.writeString(made, text);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
