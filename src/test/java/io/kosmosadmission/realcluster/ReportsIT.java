package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.installed.Installed;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lease holder's reports, by component reports as it is shipped, with the rights of the shipped account. */
class ReportsIT {

    private static final int MANY = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules:
            - {name: default, match: [{}], placement: {prefer: [gone]}}
            """;

    /** Nothing is made of it, since it is paused. */
    private static final String NOWHERE = """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"namespace":"many","name":"web-%d"},"spec":{"paused":true,
            "selector":{"matchLabels":{"app":"a"}},"template":{"metadata":{"labels":{"app":"a"}},"spec":{"nodeSelector":{"provider":"aws"},
            "affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":
            [{"key":"provider","operator":"In","values":["scaleway"]}]}]}}},"containers":[{"name":"c","image":"i"}]}}}}""";

    private static TemporaryFolder folder;
    private static ControlPlane plane;
    private static PackagedServer server;

    @BeforeAll
    static void install() {
        folder = TemporaryFolder.create("reports");
        plane = ControlPlane.start();
        plane.ask("apply", "-f", Installation.path("src/test/resources/crds/open-reports.yaml"));
        plane.ask("apply", "-f", Installation.path("src/test/resources/crds/policy-reports.yaml"));
        Installed installed = new Installed(plane, folder);
        int port = Ports.free(2);
        Installation.withComponent("reports", plane, folder, port);
        installed.rules(RULES);
        plane.ask("create", "namespace", "many");
        StringBuilder items = new StringBuilder("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[");
        for (int i = 0; i < MANY; i++) {
            items.append(i == 0 ? "" : ",").append(NOWHERE.formatted(i));
        }
        plane.kubectlWith(items.append("]}").toString(), "create", "-f", "-");
        server = PackagedServer.start(
                port,
                folder.path().resolve("certs"),
                folder.path().resolve("server.log"),
                "--kubeconfig",
                installed.kubeconfig("kosmos-admission", Installation.NAMESPACE).toString());
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
        if (plane != null) {
            plane.close();
        }
        folder.delete();
    }

    private static JsonNode report(String kind, String... more) throws IOException {
        String[] command = new String[more.length + 4];
        System.arraycopy(new String[] {"get", kind, "kosmos-admission", "-o=json"}, 0, command, 0, 4);
        System.arraycopy(more, 0, command, 4, more.length);
        String text = plane.kubectl(command).stdout();
        return text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
    }

    @Test
    void areBoundedKeptWhileNothingChangesAndGoneWithTheirFindings() throws IOException {
        await("a report of many findings")
                .atMost(PATIENCE)
                .until(() -> report("reports.openreports.io", "-n=many")
                                .at("/summary/fail")
                                .asInt()
                        == MANY);
        JsonNode many = report("reports.openreports.io", "-n=many");
        assertThat(many.path("results")).hasSize(500);
        assertThat(many.at("/results/499/properties/left-out").asText()).isEqualTo(String.valueOf(MANY - 500));
        assertThat(many.at("/results/0/policy").asText()).isEqualTo("nowhere-to-run");
        assertThat(many.at("/results/0/rule").asText()).isEqualTo("KA003");
        assertThat(many.at("/results/0/result").asText()).isEqualTo("fail");
        assertThat(many.at("/results/0/resources/0/name").asText()).isEqualTo("web-0");
        assertThat(many.at("/results/0/resources")).hasSize(1);
        assertThat(report("clusterreports.openreports.io")
                        .at("/results/0/policy")
                        .asText())
                .isEqualTo("provider-without-node");
        assertThat(plane.ask("get", "reports.openreports.io", "-A")).contains("many", "2000");
        assertThat(plane.ask("get", "policyreports,clusterpolicyreports", "-A", "-o", "name"))
                .as("one API is enough")
                .isEmpty();

        String version = many.at("/metadata/resourceVersion").asText();
        plane.ask("annotate", "deployment", "-n", "many", "web-7", "seen=yes");
        await("some rounds pass")
                .during(Duration.ofSeconds(25))
                .atMost(Duration.ofSeconds(40))
                .until(() -> version.equals(report("reports.openreports.io", "-n=many")
                        .at("/metadata/resourceVersion")
                        .asText()));

        plane.ask("delete", "deployments", "-n", "many", "--all", "--wait=false");
        await("gone with its findings")
                .atMost(PATIENCE)
                .until(() -> report("reports.openreports.io", "-n=many").isMissingNode());
        assertThat(report("clusterreports.openreports.io").isMissingNode()).isFalse();
    }
}
