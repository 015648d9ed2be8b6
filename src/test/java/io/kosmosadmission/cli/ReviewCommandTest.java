package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kosmosadmission.cli.review.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the example cluster, which keeps namespace payments on scaleway and spreads every pod. */
class ReviewCommandTest {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web-1, labels: {app: web}}
            spec: {containers: [{name: main, image: web}]}
            """;
    private static final String CLAIM = """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: data}
            spec: {storageClassName: gp3}
            """;
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: db}
            spec:
              selector: {matchLabels: {app: db}}
              template:
                metadata: {labels: {app: db}}
                spec:
                  containers: [{name: main, image: db}]
                  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
            """;
    private static final String SET = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: set}
            spec:
              ordinals: {start: 3}
              selector: {matchLabels: {app: set}}
              volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: sbs-5k}}]
              template:
                metadata: {name: mine, labels: {app: set}, annotations: {a: b}}
                spec:
                  containers: [{name: main, image: db}]
                  volumes: [{name: data, emptyDir: {}}, {name: other, emptyDir: {}}]
            """;

    @TempDir
    private Path folder;

    @Test
    void showsPeopleWhatIsAdded() {
        Ran ran = Ran.with(POD, "review", "-");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("+ Pod default/web-1: patched (placed, rule \"default\")\n    + metadata.annotations:\n")
                .contains(
                        "    + spec.topologySpreadConstraints:\n    +   - maxSkew: 1\n    +     topologyKey: provider\n")
                .endsWith("1 object: 1 patched\n");
    }

    @Test
    void tellsTheStepsByWhichItCameToAHome() {
        String restored = CLAIM.replace("{name: data}", "{name: copy}")
                .replace("gp3}", "gp3, dataSource: {kind: PersistentVolumeClaim, name: data}}");
        Ran ran = Ran.with(CLAIM + "---\n" + restored + "---\n" + SET, "review", "-");
        assertThat(ran.out())
                .contains(
                        "    - claim \"data\": no annotation; no volume yet; storage class \"gp3\" of ebs.csi.aws.com; at home"
                                + " in aws by storage class \"gp3\" of aws (ebs.csi.aws.com)\n",
                        "; copied from claim \"data\" at home in aws by storage class \"gp3\" of aws (ebs.csi.aws.com); at home"
                                + " in aws ",
                        "    - its words: it may run anywhere\n",
                        "    - claim \"data-set-3\": no annotation; no volume yet; storage class \"sbs-5k\" of"
                                + " csi.scaleway.com; at home in scaleway by ");
    }

    @Test
    void listsEverythingForTools() throws IOException {
        Ran ran = Ran.with(POD, "review", "-n", "payments", "-o", "json", "-");
        assertThat(ran.exitCode()).isZero();
        JsonNode pod = Trees.JSON.readTree(ran.out()).get(0);
        assertThat(pod.fieldNames())
                .toIterable()
                .containsExactly(
                        "apiVersion", "kind", "namespace", "name", "decision", "warnings", "rule", "patch", "object");
        assertThat(pod.path("namespace").asText()).isEqualTo("payments");
        assertThat(pod.path("decision").asText()).isEqualTo("patched");
        assertThat(pod.path("rule").asText()).isEqualTo("default");
        assertThat(pod.path("patch"))
                .allMatch(operation -> operation.path("op").asText().equals("add"));
        assertThat(pod.at("/object/metadata/annotations/kosmos-admission.io~1placed")
                        .asText())
                .startsWith("only scaleway (boundary payments)");
    }

    @Test
    void yamlSaysTheSameAsJson() throws IOException {
        JsonNode json =
                Trees.JSON.readTree(Ran.with(POD, "review", "-o", "json", "-").out());
        JsonNode yaml = new YAMLMapper()
                .readTree(Ran.with(POD, "review", "-o", "yaml", "-").out());
        assertThat(yaml).isEqualTo(json);
    }

    @Test
    void aDenialEndsWithOne() throws IOException {
        Ran text = Ran.with(CLAIM + "---\n" + DEPLOYMENT, "review", "-n", "payments", "-");
        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.out())
                .contains("= PersistentVolumeClaim payments/data: allowed (conforms)")
                .contains("x Deployment payments/db: denied (storage, rule \"default\")\n    [KA101] ")
                .endsWith("2 objects: 1 allowed, 1 denied\n");
        JsonNode denied = Trees.JSON
                .readTree(Ran.with(CLAIM + "---\n" + DEPLOYMENT, "review", "-n", "payments", "-o", "json", "-")
                        .out())
                .get(1);
        assertThat(denied.path("code").asText()).isEqualTo("KA101");
        assertThat(denied.path("message").asText()).startsWith("[KA101] deployment \"db\"");
    }

    @Test
    void theOrderDecidesWhichOfTwoIsDenied() {
        Ran ran = Ran.with(DEPLOYMENT + "---\n" + CLAIM, "review", "-n", "payments", "-");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out())
                .contains("+ Deployment payments/db: patched")
                .contains("x PersistentVolumeClaim payments/data: denied (storage)\n    [KA103] ");
    }

    @Test
    void aWorkloadIsShownAsThePodThatItGives() throws IOException {
        JsonNode set = Trees.JSON
                .readTree(Ran.with(SET, "review", "-o", "json", "-").out())
                .get(0);
        assertThat(set.path("kind").asText()).isEqualTo("StatefulSet");
        assertThat(set.path("name").asText()).isEqualTo("set");
        JsonNode pod = set.path("object");
        assertThat(pod.path("kind").asText()).isEqualTo("Pod");
        assertThat(pod.at("/metadata/name").asText()).isEqualTo("set-3");
        assertThat(pod.at("/metadata/annotations/a").asText()).isEqualTo("b");
        assertThat(pod.at("/metadata/labels/apps.kubernetes.io~1pod-index").asText())
                .isEqualTo("3");
        assertThat(pod.at("/metadata/ownerReferences/0/name").asText()).isEqualTo("set");
        assertThat(pod.at("/spec/volumes"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"name\":\"other\",\"emptyDir\":{}}",
                        "{\"name\":\"data\",\"persistentVolumeClaim\":{\"claimName\":\"data-set-3\"}}");
    }

    @Test
    void whatAControllerAddsLaterStandsInAngleBrackets() throws IOException {
        JsonNode pod = Trees.JSON
                .readTree(Ran.with(DEPLOYMENT, "review", "-o", "json", "-").out())
                .at("/0/object");
        assertThat(pod.at("/metadata/labels/pod-template-hash").asText()).isEqualTo("<hash>");
        assertThat(pod.at("/metadata/generateName").asText()).isEqualTo("db-<hash>-");
        String job = DEPLOYMENT.replace("apps/v1", "batch/v1").replace("Deployment", "Job");
        assertThat(Ran.with(job, "review", "-o", "yaml", "-").out())
                .contains("batch.kubernetes.io/controller-uid: <uid>\n");
    }

    @Test
    void whatAWorkloadIsToldIsNotToldOfItsPodAgain() throws IOException {
        Path rules = folder.resolve("warn.yaml");
        Files.writeString(rules, """
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                mode: Warn
                rules: [{name: even, match: [{}], placement: {spread: {}}}]
                """);
        assertThat(Ran.with(DEPLOYMENT, "review", "--rules", rules.toString(), "-")
                        .out()
                        .lines()
                        .filter(line -> line.startsWith("    warning: ")))
                .containsExactly("    warning: if all were enforced, its pods would get: spread; by rule \"even\"");
    }

    @Test
    void aDaemonSetsPodIsLeftAlone() {
        String daemon = DEPLOYMENT.replace("Deployment", "DaemonSet");
        assertThat(Ran.with(daemon, "review", "-").out()).contains("= DaemonSet default/db: allowed");
    }

    @Test
    void takesListsAndJsonAndOtherKinds() {
        String list = "{\"apiVersion\": \"v1\",\n\t\"kind\": \"List\", \"items\": ["
                + "{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"web\"}},"
                + "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"web\"}}]}";
        Ran ran = Ran.with(list, "review", "-");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .isEqualTo("= Service default/web: allowed (not-handled)\n= ConfigMap web: allowed (not-handled)\n"
                        + "2 objects: 2 allowed\n");
    }

    @Test
    void readsFilesAndFoldersWithAClusterOfOnesOwn() throws IOException {
        Path apps = Files.createDirectories(folder.resolve("apps/more"));
        Files.writeString(apps.resolve("pod.yaml"), POD);
        Path cluster = Files.writeString(folder.resolve("cluster.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: kosmos-admission-rules, namespace: kosmos-admission}
                data:
                  rules.yaml: |
                    apiVersion: kosmos-admission.io/v1alpha1
                    kind: KosmosConfiguration
                    boundaries: [{name: all, match: [{}], providers: {required: [aws]}}]
                """);
        Ran ran = Ran.with(
                "",
                "review",
                "--cluster",
                cluster.toString(),
                folder.resolve("apps").toString());
        assertThat(ran.out()).contains("placed: only aws (boundary all)");
        Path none = Files.writeString(
                folder.resolve("none.yaml"), "{apiVersion: kosmos-admission.io/v1alpha1, kind: KosmosConfiguration}");
        Ran without = Ran.with(POD, "review", "--cluster", cluster.toString(), "--rules", none.toString(), "-");
        assertThat(without.out()).contains("= Pod default/web-1: allowed (nothing-to-add)");
    }

    @Test
    void saysWhichFileIsNotThere() {
        Path gone = folder.resolve("gone.yaml");
        Ran ran = Ran.with("", "review", gone.toString());
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().strip()).isEqualTo("can't read " + gone + ": it isn't there");
    }
}
