package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpCommandTest {

    @TempDir
    private Path folder;

    @Test
    void theExampleIsWrittenWithItsRules() throws IOException {
        Ran ran = Ran.with("", "dump");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        JsonNode list = new YAMLMapper().readTree(ran.out());
        assertThat(list.path("kind").asText()).isEqualTo("List");
        JsonNode last = list.path("items").path(list.path("items").size() - 1);
        assertThat(last.at("/metadata/name").asText()).isEqualTo("kosmos-admission-rules");
        Path dump = Files.writeString(folder.resolve("dump.yaml"), ran.out());
        assertThat(Ran.with("", "dump", "--cluster", dump.toString()).out()).isEqualTo(ran.out());
        String manifests = "k8s/examples/spread/manifests.yaml";
        assertThat(Ran.with("", "review", "--cluster", dump.toString(), manifests))
                .isEqualTo(Ran.with("", "review", manifests));
    }

    @Test
    void theDriversOfADaemonSetAreTold() throws IOException {
        Path cluster = Files.writeString(folder.resolve("cluster.yaml"), """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: ebs, namespace: kube-system}
                spec:
                  selector: {matchLabels: {app: ebs}}
                  template:
                    metadata: {labels: {app: ebs}}
                    spec:
                      containers:
                      - name: registrar
                        image: registrar
                        env: [{name: DRIVER, value: ebs.csi.aws.com}, {name: TOKEN, value: geheim}]
                        args: [--kubelet-registration-path=/var/lib/kubelet/plugins/$(DRIVER)/csi.sock]
                """);
        String dumped = Ran.with("", "dump", "--cluster", cluster.toString()).out();
        assertThat(dumped)
                .contains("- --kubelet-registration-path=/var/lib/kubelet/plugins/ebs.csi.aws.com/csi.sock\n")
                .doesNotContain("geheim", "DRIVER");
    }

    @Test
    void anEmptyClusterIsAnEmptyList() throws IOException {
        Path cluster = Files.writeString(
                folder.resolve("cluster.yaml"), "{apiVersion: v1, kind: Secret, metadata: {name: a}}");
        assertThat(Ran.with("", "dump", "--cluster", cluster.toString()).out())
                .isEqualTo("apiVersion: v1\nkind: List\nitems: []\n");
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestWritten() throws IOException {
        Path cluster = Files.writeString(
                folder.resolve("cluster.yaml"),
                "kind: Node\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: a}}");
        Ran ran = Ran.with("", "dump", "--cluster", cluster.toString());
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("cluster.yaml:1: document 1: not a manifest");
        assertThat(ran.out()).contains("name: a");
    }

    @Test
    void wrongRulesAreLeftOutOfAnAnonymousDump() throws IOException {
        Path cluster = Files.writeString(folder.resolve("cluster.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: kosmos-admission-rules, namespace: kosmos-admission}
                data: {rules.yaml: "kind: Secretly"}
                """);
        Ran ran = Ran.with("", "dump", "--anonymous", "--cluster", cluster.toString());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).startsWith("note: the rules in the cluster are not valid");
        assertThat(ran.out()).doesNotContain("Secretly");
    }
}
