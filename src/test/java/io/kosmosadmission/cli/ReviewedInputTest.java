package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kosmosadmission.cli.review.Trees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests as people write them, for {@code review} in the example cluster: what kubectl takes, and what it doesn't. */
class ReviewedInputTest {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web-1, labels: {app: web}}
            spec: {containers: [{name: main, image: web}]}
            """;
    private static final String TEMPLATE =
            "template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main, image: web}]}}";
    private static final String REVIEWED = "Pod default/web-1: patched";

    @TempDir
    private Path folder;

    @Test
    void anAliasIsWhatItStandsFor() throws IOException {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: web-1, namespace: payments, labels: {app: &provider aws}}
                spec:
                  nodeSelector: {provider: *provider}
                  containers: [{name: main, image: web}]
                """;
        Ran ran = Ran.with(pod, "review", "-");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("[KA002] pod \"web-1\" can run nowhere: it says nodeSelector provider=aws");
        String home = pod.replace("aws", "scaleway");
        assertThat(Ran.with(home, "review", "-").exitCode()).isZero();
    }

    @Test
    void aMergeKeyBringsItsFields() throws IOException {
        JsonNode pod = only(Ran.with("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web-1
                  labels: &labels {app: web}
                  annotations: {<<: *labels, more: "1"}
                spec: {containers: [{name: main, image: web}]}
                """, "review", "-o", "json", "-"));
        assertThat(pod.at("/object/metadata/annotations/app").asText()).isEqualTo("web");
        assertThat(pod.at("/object/metadata/annotations/more").asText()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata:\n",
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n  annotations:\n"
                        + "spec:\n  nodeSelector:\n  affinity:\n  tolerations:\n  containers:\n  - name: a\n    env:\n",
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, annotations: }\n"
                        + "spec: {replicas: , selector: , template: {metadata: {labels: }, spec: {volumes: }}}\n",
                "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: web}\nspec:\n",
                "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: web}\nparameters:\nprovisioner: x\n"
            })
    void anEmptyValueIsNull(String manifest) {
        Ran ran = Ran.with(manifest, "review", "-");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void anEmptyValueIsShownAsNull() throws IOException {
        JsonNode pod = only(Ran.with(
                POD.replace("spec: {", "spec: {volumes: [{name: tmp, emptyDir: }], "), "review", "-o", "json", "-"));
        assertThat(pod.at("/object/spec/volumes/0/emptyDir").isNull()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void whatCannotBeReadIsNamedAndTheRestReviewed(String what, String input, String message) {
        Ran alone = Ran.with(input, "review", "-");
        assertThat(alone.exitCode()).isEqualTo(2);
        assertThat(alone.out()).isEmpty();
        assertThat(alone.err().strip()).isEqualTo("stdin:" + message);

        Ran between = Ran.with(input + "\n---\n" + POD, "review", "-");
        assertThat(between.exitCode()).isEqualTo(2);
        assertThat(between.err().strip()).isEqualTo("stdin:" + message);
        assertThat(between.out()).contains(REVIEWED).endsWith("1 object: 1 patched\n");
    }

    static Stream<Arguments> unreadable() {
        String pod = POD.replace("web-1", "other");
        return Stream.of(
                Arguments.of(
                        "no YAML",
                        "kind: Pod\nmetadata: {name: a\nspec:\n",
                        "3: document 1: expected ',' or '}', but got :"),
                Arguments.of(
                        "a text that doesn't end",
                        "# a comment\n---\n\nkind: \"Pod\n",
                        "4: document 1: found unexpected end of stream"),
                Arguments.of(
                        "no manifest",
                        "name: x\n",
                        "1: document 1: not a manifest: apiVersion, kind and metadata are required"),
                Arguments.of(
                        "a manifest without metadata",
                        "apiVersion: v1\nkind: Pod\n",
                        "1: document 1: not a manifest: apiVersion, kind and metadata are required"),
                Arguments.of(
                        "a list that isn't a List",
                        "- op: add\n",
                        "1: document 1: not a manifest: apiVersion, kind and metadata are required"),
                Arguments.of(
                        "a wrong shape",
                        pod.replace("spec: {", "spec: {tolerations: 3, "),
                        "1: document 1: /spec/tolerations: must be a list"),
                Arguments.of(
                        "a truth value as a text",
                        pod.replace("spec: {", "spec: {nodeSelector: {gpu: yes}, "),
                        "1: document 1: /spec/nodeSelector/gpu: must be a string"),
                Arguments.of(
                        "a wrong shape of a kind that isn't judged",
                        "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: a}\nprovisioner: []\n",
                        "1: document 1: /provisioner: must be a string"),
                Arguments.of(
                        "a pod without a spec",
                        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"x\"}}",
                        "1: document 1: /spec: a Pod must have this"),
                Arguments.of(
                        "a workload without a spec",
                        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n",
                        "1: document 1: /spec: a Deployment must have a template"),
                Arguments.of(
                        "broken JSON",
                        "{\"apiVersion\": \"v1\",\n \"kind\" \"Pod\"}",
                        "2: document 1: expected ',' or '}', but got <scalar>"),
                Arguments.of(
                        "a template",
                        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n",
                        "4: document 1: looks like a template: render it first"),
                Arguments.of(
                        "a template with a condition",
                        "{{- if .Values.enabled }}\napiVersion: v1\nkind: Pod\n{{- end }}\n",
                        "1: document 1: looks like a template: render it first"),
                Arguments.of(
                        "a template of Jinja",
                        "apiVersion: v1\n{% if enabled %}\nkind: Pod\n{% endif %}\n",
                        "2: document 1: looks like a template: render it first"),
                Arguments.of(
                        "a template in quotes",
                        pod.replace("other", "\"{{ .Release.Name }}-web\""),
                        "1: document 1: looks like a template: render it first"),
                Arguments.of(
                        "a version that never was",
                        pod.replace("v1", "v1beta3"),
                        "1: document 1: v1beta3 Pod can't be read: write it as v1"),
                Arguments.of(
                        "a former version of another shape",
                        "apiVersion: extensions/v1beta1\nkind: Job\nmetadata: {name: a}\n",
                        "1: document 1: extensions/v1beta1 Job can't be read: write it as batch/v1"),
                Arguments.of(
                        "a document on the line of the separator",
                        "--- {apiVersion: v1}\n",
                        "1: document 1: nothing else may stand on the line of ---"),
                Arguments.of(
                        "a character that can't be printed",
                        "kind: Pod\n# \u0007\n",
                        "2: document 1: character U+0007 can't be printed"),
                Arguments.of(
                        "an alias of nothing",
                        "kind: Pod\nmetadata: *m\n",
                        "2: document 1: alias *m stands for nothing: there is no such anchor before it"));
    }

    @Test
    void aTextInBracesMayHoldOthers() {
        String rule = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: rules}\n"
                + "data: {text: \"{{ $labels.pod }} is down\"}\n";
        Ran ran = Ran.with(rule, "review", "-");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
    }

    @ParameterizedTest(name = "{0} {1} is read as {2}")
    @CsvSource({
        "apps/v1beta1, Deployment, apps/v1",
        "apps/v1beta1, StatefulSet, apps/v1",
        "apps/v1beta2, Deployment, apps/v1",
        "apps/v1beta2, StatefulSet, apps/v1",
        "apps/v1beta2, DaemonSet, apps/v1",
        "apps/v1beta2, ReplicaSet, apps/v1",
        "extensions/v1beta1, Deployment, apps/v1",
        "extensions/v1beta1, DaemonSet, apps/v1",
        "extensions/v1beta1, ReplicaSet, apps/v1",
        "batch/v1beta1, CronJob, batch/v1",
        "batch/v2alpha1, CronJob, batch/v1",
    })
    void aFormerVersionIsReadAsTheOneThatTookItsPlace(String former, String kind, String now) throws IOException {
        String spec = kind.equals("CronJob") ? "{jobTemplate: {spec: {" + TEMPLATE + "}}}" : "{" + TEMPLATE + "}";
        String manifest = "apiVersion: " + former + "\nkind: " + kind + "\nmetadata: {name: web}\nspec: " + spec + "\n";
        Ran ran = Ran.with(manifest, "review", "-o", "json", "-");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err().strip())
                .isEqualTo("note: stdin: " + former + " " + kind + " is read as " + now + ", which took its place");
        Ran served = Ran.with(
                manifest.replace(former, now)
                        .replace("spec: {temp", "spec: {selector: {matchLabels: {app: web}}, temp"),
                "review",
                "-o",
                "json",
                "-");
        assertThat(served.err()).isEmpty();
        assertThat(ran.out()).isEqualTo(served.out());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            kind first              | {kind: PodList, apiVersion: v1, items: [ITEM]}
            kind last               | {items: [ITEM], apiVersion: v1, kind: PodList}
            a List in a List        | {items: [{items: [ITEM], apiVersion: v1, kind: PodList}, null], apiVersion: v1, kind: List}
            nothing in some of them | {items: [{kind: PodList, apiVersion: v1, items: []}, {kind: List, apiVersion: v1, items: }, {apiVersion: v1, kind: Pod, REST}], apiVersion: v1, kind: List}
            """)
    void theItemsOfATypedListNeedNoKind(String what, String list) {
        String rest = "metadata: {name: web-1}, spec: {containers: [{name: main, image: web}]}";
        Ran ran = Ran.with(list.replace("ITEM", "{" + rest + "}").replace("REST", rest), "review", "-");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains(REVIEWED).endsWith("1 object: 1 patched\n");
    }

    @Test
    void anItemThatCannotBeReadHidesNoOther() {
        Ran ran = Ran.with(
                "apiVersion: v1\nkind: List\nitems:\n- 7\n- {kind: Pod}\n- {apiVersion: v1, kind: Pod, metadata: 3}\n- "
                        + POD.replace("\n", "\n  "),
                "review",
                "-");
        String required = "not a manifest: apiVersion, kind and metadata are required";
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().lines())
                .containsExactly(
                        "stdin:4: document 1: " + required,
                        "stdin:5: document 1: " + required,
                        "stdin:6: document 1: " + required);
        assertThat(ran.out()).contains(REVIEWED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            JSON                     | {"apiVersion": "v1",\\t"kind": "Pod", "metadata": {"name": "web-1"}, "spec": {}}
            several of JSON          | {"apiVersion": "v1", "kind": "List"}\\n{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web-1"}, "spec": {}}
            JSON between documents   | ---\\n{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web-1"}, "spec": {}}\\n---\\n
            YAML in braces           | {apiVersion: v1, kind: Pod, metadata: {name: web-1}, spec: {}}
            that begins as JSON does | {"apiVersion": v1, "kind": Pod, "metadata": {"name": web-1,}, "spec": {}} # a comment
            lines of Windows         | apiVersion: v1\\r\\nkind: Pod\\r\\nmetadata: {name: web-1}\\r\\nspec: {}\\r\\n---\\r\\n
            separators with comments | --- # first\\napiVersion: v1\\nkind: Pod\\nmetadata: {name: web-1}\\nspec: {}\\n---  \\n--- #\\n
            unknown fields           | {apiVersion: v1, kind: Pod, metadata: {name: web-1, nmae: x}, spec: {conatiners: []}, more: 1}
            """)
    void takesWhatKubectlTakes(String what, String manifest) throws IOException {
        String text = manifest.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
        for (String written : List.of(text, "\uFEFF" + text)) {
            Path file = Files.writeString(folder.resolve("pod.yaml"), written);
            Path wide = Files.writeString(folder.resolve("wide.yaml"), "\uFEFF" + text, StandardCharsets.UTF_16LE);
            for (Path each : List.of(file, wide)) {
                Ran ran = Ran.with("", "review", each.toString());
                assertThat(ran.err()).isEmpty();
                assertThat(ran.out()).contains("Pod default/web-1: ").contains("1 object: 1 ");
            }
        }
    }

    /** As {@code /dev/stdin} is one, and what a shell makes of {@code <(helm template .)}. */
    @Test
    void readsPipes() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        String rules = "{apiVersion: kosmos-admission.io/v1alpha1, kind: KosmosConfiguration}";
        Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
        assertThat(written(pipe, POD, "review", pipe.toString()).out()).contains(REVIEWED);
        assertThat(written(pipe, POD, "review", "--rules", file.toString(), "--cluster", pipe.toString(), "-")
                        .out())
                .contains("allowed (nothing-to-add)");
        assertThat(written(pipe, rules, "review", "--rules", pipe.toString(), "-")
                        .out())
                .contains("allowed (nothing-to-add)");
        assertThat(written(pipe, rules, "rules", pipe.toString()).out()).contains(": valid; ");
    }

    /** Runs the command while the text is written into the pipe, with a pod on the standard input. */
    private static Ran written(Path pipe, String text, String... args) throws InterruptedException {
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, text, StandardOpenOption.WRITE);
            } catch (IOException unread) {
                throw new UncheckedIOException(unread);
            }
        });
        writer.setDaemon(true); // it waits for a reader without end
        writer.start();
        Ran ran = Ran.with(POD, args);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        writer.join();
        return ran;
    }

    @Test
    void aFieldThatIsWrittenTwiceIsNoted() {
        Ran ran = Ran.with(POD + "spec: {}\n", "review", "-");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err().strip())
                .isEqualTo("note: stdin:5: document 1: field \"spec\" is written twice:"
                        + " the last one counts, as for kubectl");
    }

    @Test
    void theFilesOfToolsAreNotedAndChangeNothing() throws IOException {
        Files.writeString(folder.resolve("Chart.yaml"), "apiVersion: v2\nname: web\n");
        Files.writeString(folder.resolve("kustomization.yaml"), "resources: [pod.yaml]\n");
        Files.writeString(folder.resolve("other.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [pod.yaml]
                """);
        Files.writeString(folder.resolve("pod.yaml"), POD);
        Files.writeString(folder.resolve("values-production.yaml"), "image: {{ broken }}\n");
        Files.writeString(folder.resolve("values.yaml"), "image: web\n");
        Ran ran = Ran.with("", "review", folder.toString());
        assertThat(ran.exitCode()).isZero();
        String kustomization = ": a kustomization, passed over: review what kubectl kustomize makes of it";
        String chart = ": part of a Helm chart, passed over: review what helm template makes of it";
        assertThat(ran.err().lines())
                .containsExactly(
                        "note: " + folder.resolve("Chart.yaml") + chart,
                        "note: " + folder.resolve("kustomization.yaml") + kustomization,
                        "note: " + folder.resolve("other.yaml") + kustomization,
                        "note: " + folder.resolve("values-production.yaml") + chart,
                        "note: " + folder.resolve("values.yaml") + chart);
        assertThat(ran.out()).contains(REVIEWED).endsWith("1 object: 1 patched\n");
    }

    @Test
    void aFileOfThatNameWithManifestsIsReviewed() throws IOException {
        Path file = Files.writeString(folder.resolve("values.yaml"), POD);
        assertThat(Ran.with("", "review", file.toString()).out()).contains(REVIEWED);
    }

    @Test
    void aFileThatIsNotThereHidesNoOther() throws IOException {
        Path pod = Files.writeString(folder.resolve("pod.yaml"), POD);
        Path gone = folder.resolve("gone.yaml");
        Ran ran = Ran.with("", "review", gone.toString(), pod.toString());
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().strip()).isEqualTo("can't read " + gone + ": it isn't there");
        assertThat(ran.out()).contains(REVIEWED);
    }

    @Test
    void aDenialBesideWhatCannotBeReadEndsWithTwo() {
        String denied = POD.replace("{name: web-1", "{namespace: payments, name: web-1")
                .replace("spec: {", "spec: {nodeSelector: {provider: aws}, ");
        Ran ran = Ran.with(denied + "---\nbroken: [\n", "review", "-");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).endsWith("1 object: 1 denied\n");
    }

    @Test
    void theClusterToo() throws IOException {
        Path cluster = Files.createDirectories(folder.resolve("cluster"));
        Path broken = Files.writeString(cluster.resolve("broken.yaml"), "kind: {\n");
        Files.writeString(cluster.resolve("kustomization.yaml"), "resources: [rules.yaml]\n");
        Files.writeString(cluster.resolve("rules.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: kosmos-admission-rules, namespace: kosmos-admission}
                data:
                  rules.yaml: |
                    apiVersion: kosmos-admission.io/v1alpha1
                    kind: KosmosConfiguration
                    boundaries: [{name: all, match: [{}], providers: {required: [aws]}}]
                """);
        Ran ran = Ran.with(POD, "review", "--cluster", cluster.toString(), "-");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith(broken + ":1: document 1: ")
                .contains("note: " + cluster.resolve("kustomization.yaml"));
        assertThat(ran.out()).contains("placed: only aws (boundary all)");

        Ran gone = Ran.with(POD, "review", "--cluster", folder.resolve("gone").toString(), "-");
        assertThat(gone.exitCode()).isEqualTo(2);
        assertThat(gone.out()).isEmpty();
    }

    /** The parser's limit for it tells no place. */
    @Test
    void aNumberThatIsTooLongIsToldByItsDocument() {
        String item = "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"web-1\"}, \"spec\": {}}";
        String list = "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [" + item + ",\n"
                + item.replace("{}", "9".repeat(1_100)) + "]}\n";
        Ran ran = Ran.with("# a comment\n---\n" + list + "---\n" + POD, "review", "-");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).startsWith("stdin:3: document 1: Number value length (1100) exceeds the maximum allowed");
        assertThat(ran.out()).contains(REVIEWED).endsWith("2 objects: 2 patched\n");
    }

    @Test
    void nothingIsNoManifest() {
        for (String nothing : List.of("", "---\n", "# a comment\n---\n\n", "null\n")) {
            Ran ran = Ran.with(nothing, "review", "-");
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err().strip()).isEqualTo("there are no manifests in -");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0o17", "017", "0x1F", "0b11", "1_000", "1e3", ".5", "+1", ".inf", ".NaN", "yes", "No", "on", "y", "N",
                "true", "null", "~", "<<", "=", "2020-01-01", "1:20", "", " a", "a: b", "a #b", "- a", "*a", "&a", "!a",
                "@a", "`a", "%a", "{a", "[a", "?", "-", "a\nb", "plain", "a-b", "v1.2", "100Mi"
            })
    void whatIsPrintedAsYamlIsReadAsTheSameText(String text) throws IOException {
        JsonNode tree = Trees.JSON.createObjectNode().put("value", text).put(text, "name");
        String yaml = Trees.yaml(tree);
        JsonNode read = Trees.documents(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "printed")
                .get(0);
        assertThat(read).as(yaml).isEqualTo(tree);
        if (text.matches("plain|a-b|v1.2")) {
            assertThat(yaml).isEqualTo("value: " + text + "\n" + text + ": name\n");
        }
    }

    private static JsonNode only(Ran ran) throws IOException {
        return Trees.JSON.readTree(ran.out()).get(0);
    }
}
