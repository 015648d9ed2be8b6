package io.kosmosadmission.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.UnreadableException;
import io.kosmosadmission.rules.RulesText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFolderTest {

    @TempDir
    private Path folder;

    @Test
    void readsManifestsAtAnyDepthAndNothingElse() throws IOException {
        write("b.yml", node("b"));
        write("a/c.json", "{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"c\"}}");
        write("z.yaml", "---\n" + node("z") + "---\n" + node("x"));
        write("readme.md", "no manifest");
        write(".git/x.yaml", "no manifest");
        write(".hidden.yaml", "no manifest");
        assertThat(nodes(folder)).containsExactly("c", "b", "z", "x");
        assertThat(nodes(folder.resolve("b.yml"))).containsExactly("b");
    }

    @Test
    void readsAMountedConfigMapOnce() throws IOException {
        write("..2026_01/a.yaml", node("a"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_01"));
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data/a.yaml"));
        Files.createSymbolicLink(folder.resolve("again.yaml"), Path.of("..data/a.yaml"));
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        assertThat(new ManifestFolder(folder).files()).containsExactly(folder.resolve("a.yaml"));
    }

    @Test
    void anotherFingerprintTellsAnotherContent() throws IOException {
        write("..1/a.yaml", node("a"));
        write("..2/a.yaml", node("b"));
        Files.setLastModifiedTime(
                folder.resolve("..2/a.yaml"), Files.getLastModifiedTime(folder.resolve("..1/a.yaml")));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data/a.yaml"));
        String first = new ManifestFolder(folder).fingerprint();
        assertThat(new ManifestFolder(folder).fingerprint()).isEqualTo(first);
        Files.delete(folder.resolve("..data"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2"));
        assertThat(new ManifestFolder(folder).fingerprint()).isNotEqualTo(first);
    }

    @Test
    void findsTheRules() throws IOException {
        write("rules.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: kosmos-admission-rules, namespace: kosmos-admission}
                data: {rules.yaml: "text"}
                """);
        assertThat(new ManifestFolder(folder).readInto(new ObjectCollector()))
                .contains(new RulesText("kosmos-admission/kosmos-admission-rules/rules.yaml", "text"));
    }

    @Test
    void readsADumpOfAnySize() throws IOException {
        int many = 6_000;
        String filler = "x".repeat(1_000); // 6 MB in all: the YAML libraries stop at 3,145,728 characters by default
        StringBuilder dump = new StringBuilder("apiVersion: v1\nitems:\n");
        for (int i = 0; i < many; i++) {
            dump.append("- apiVersion: v1\n  kind: Node\n  metadata: {name: n-" + i + ", annotations: {a: " + filler
                    + "}}\n");
        }
        write("dump.yaml", dump.append("kind: List\n").toString());
        assertThat(nodes(folder)).hasSize(many);
    }

    @Test
    void whatCannotBeReadHidesNothingElse() throws IOException {
        Path broken = write("broken.yaml", node("a") + "---\nspec: [a\nb: c\n---\n" + node("b"));
        write("kustomization.yaml", "resources: [broken.yaml]\n");
        write("good.yaml", node("c"));
        ObjectCollector collector = new ObjectCollector();
        ManifestRemarks remarks = new ManifestRemarks();
        new ManifestFolder(folder).readInto(collector, remarks);
        assertThat(collector.collected().of(Kind.NODE)).extracting(Node::name).containsExactly("a", "b", "c");
        assertThat(remarks.hasErrors()).isTrue();
        assertThat(remarks.lines())
                .containsExactly(
                        broken + ":6: document 2: expected ',' or ']', but got :",
                        "note: " + folder.resolve("kustomization.yaml")
                                + ": a kustomization, passed over: review what kubectl kustomize makes of it");
    }

    @Test
    void saysWhatCannotBeRead() throws IOException {
        refuses(folder.resolve("gone"), "can't read " + folder.resolve("gone") + ": it isn't there");
        refuses(folder, folder + " holds no manifests: no *.yaml, *.yml or *.json");
        Path broken = write("broken.yaml", node("a") + "---\nspec: [a\nb: c\n");
        refuses(folder, broken + ":6: document 2: expected");
        write("broken.yaml", node("a") + "---\nkind: Node\n");
        refuses(folder, broken + ":5: document 2: not a manifest: apiVersion, kind and metadata are required");
        write("broken.yaml", node("a") + "---\napiVersion: v1\nkind: Node\nspec: 3\n");
        refuses(folder, broken + ":5: document 2: /spec: must be an object");
    }

    private static void refuses(Path path, String message) {
        assertThatThrownBy(() -> new ManifestFolder(path).readInto(new ObjectCollector()))
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith(message);
    }

    private static List<String> nodes(Path path) throws IOException {
        ObjectCollector collector = new ObjectCollector();
        new ManifestFolder(path).readInto(collector);
        return collector.collected().of(Kind.NODE).stream().map(Node::name).toList();
    }

    private static String node(String name) {
        return "apiVersion: v1\nkind: Node\nmetadata: {name: " + name + "}\n";
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
