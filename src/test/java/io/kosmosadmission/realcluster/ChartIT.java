package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import io.kosmosadmission.manifests.Chart;
import io.kosmosadmission.manifests.Kustomized;
import io.kosmosadmission.manifests.ManifestObjects;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.installed.Installed;
import io.kosmosadmission.realcluster.installed.Trust;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** k8s/chart as Helm installs, upgrades and uninstalls it, beside a replica with the rights of its account. */
class ChartIT {
    private static final String RELEASE = "kosmos-admission";
    private static final String IN_OURS = "--namespace=" + Installation.NAMESPACE;
    private static final String ENTRY_OF_NODES = "nodes.mutate.kosmos-admission.io";

    private static final String OTHER_VALUES = """
            replicas: 3
            maxMode: Warn
            labelNodes: {enabled: true}
            nodeGuard: {enabled: true}
            priorityClassName: ""
            rules: |
              apiVersion: kosmos-admission.io/v1alpha1
              kind: KosmosConfiguration
              mode: Warn
            """;

    private static TemporaryFolder folder;
    private static ControlPlane plane;

    @BeforeAll
    static void begin() {
        folder = TemporaryFolder.create("chart");
        plane = ControlPlane.start();
        plane.apply(Nodes.of("aws", 3).manifests());
    }

    @AfterAll
    static void end() {
        if (plane != null) {
            plane.close();
        }
        folder.delete();
    }

    @Test
    void whatTheReplicasWroteOutlivesUpgradesAndNothingOutlivesTheRelease() {
        Release installed = install("default", "{}");
        assertThat(installed.getOutput()).contains("kubectl rollout status", "It makes its certificate itself");
        rolledOut(2);
        Trust trust = new Trust(plane);
        PackagedServer replica = replica();
        try {
            await("a certificate is made and trusted")
                    .until(() -> trust.authorities().isPresent());
            await("the rules in force are kept").until(() -> lastGood().contains("mode: Audit"));
            String bundle = trust.bundles().get(0);
            String key = trust.secret("tls.key");
            String holder = holder();
            assertThat(key).contains("PRIVATE KEY");
            assertThat(holder).isNotEmpty();

            String versions = trust.versions();
            upgrade("{}");
            assertThat(trust.versions()).as("the same once more").isEqualTo(versions);

            upgrade(OTHER_VALUES);
            List<String> bundles = trust.bundles();
            assertThat(bundles.stream().filter(bundle::equals))
                    .as("all entries but the new one, at once")
                    .hasSize(bundles.size() - 1);
            assertThat(entries()).contains(ENTRY_OF_NODES);
            assertThat(lastGood()).contains("mode: ");
            assertThat(holder()).isEqualTo(holder);
            rolledOut(3);
            await("the new entry is trusted, too")
                    .until(() -> trust.bundles().stream().allMatch(bundle::equals));
            await("the rules in force are the new").until(() -> lastGood().contains("mode: Warn"));

            upgrade("{}");
            assertThat(trust.bundles()).hasSize(bundles.size() - 1).containsOnly(bundle);
            assertThat(trust.secret("tls.key")).isEqualTo(key);
            assertThat(entries()).doesNotContain(ENTRY_OF_NODES);
            assertThat(ours("validatingadmissionpolicies")).noneMatch(name -> name.matches(".*(guard|label-nodes).*"));

            // As the documentation says for Helm 3, which takes them away last.
            plane.ask("delete", "mutatingwebhookconfiguration,validatingwebhookconfiguration", "zz-kosmos-admission");
            Helm.uninstall(RELEASE)
                    .withNamespace("default")
                    .withKubeConfig(kubeconfig())
                    .call();
            nothingIsLeft();
        } finally {
            replica.close();
        }
    }

    @Test
    void aNamespaceThatHelmMadeStaysHelms() {
        try {
            install(Installation.NAMESPACE, "{}");
            rolledOut(2);
            assertThat(ours("namespaces")).doesNotContain("namespace/" + Installation.NAMESPACE);
        } finally {
            Helm.uninstall(RELEASE)
                    .withNamespace(Installation.NAMESPACE)
                    .withKubeConfig(kubeconfig())
                    .ignoreNotFound()
                    .call();
            plane.ask("delete", "namespace", Installation.NAMESPACE, "--ignore-not-found");
        }
        nothingIsLeft();
    }

    /** The real kubectl says what the chart is compared with in every build. */
    @ParameterizedTest
    @ValueSource(strings = {"cert-manager", "label-nodes", "monitoring", "node-guard", "reports"})
    void kubectlMakesOfTheComponentWhatTheChartIsComparedWith(String component) throws IOException {
        Path ours = Files.createDirectories(folder.path().resolve(component));
        Files.writeString(ours.resolve("kustomization.yaml"), """
                resources: [%1$s/base]
                components: [%1$s/components/%2$s]
                """.formatted(
                        ours.relativize(Path.of(Installation.path("k8s"))), component));

        assertThat(kustomized(ours.toString()).fields())
                .isEqualTo(Kustomized.base(component).fields());
    }

    @Test
    void kubectlMakesOfTheBaseWhatTheChartGives() {
        assertThat(kustomized(Installation.path("k8s/base")).fields())
                .isEqualTo(Kustomized.base().fields())
                .isEqualTo(Chart.rendered("{}").fields());
    }

    private static ManifestObjects kustomized(String folder) {
        return ManifestObjects.read(plane.ask("kustomize", folder));
    }

    private static Release install(String namespace, String values) {
        return Chart.withFile(
                values,
                file -> Chart.helm()
                        .install()
                        .withName(RELEASE)
                        .withNamespace(namespace)
                        .createNamespace()
                        .withValuesFile(file)
                        .withKubeConfig(kubeconfig())
                        .call());
    }

    private static void upgrade(String values) {
        Chart.withFile(
                values,
                file -> Chart.helm()
                        .upgrade()
                        .withName(RELEASE)
                        .withNamespace("default")
                        .resetValues()
                        .withValuesFile(file)
                        .withKubeConfig(kubeconfig())
                        .call());
    }

    private static Path kubeconfig() {
        return plane.file("kubeconfig");
    }

    private static void rolledOut(int replicas) {
        plane.ask("rollout", "status", IN_OURS, "deployment/kosmos-admission", "--timeout=180s");
        assertThat(plane.ask("get", IN_OURS, "deployment", RELEASE, "-o", "jsonpath={.status.readyReplicas}"))
                .isEqualTo(String.valueOf(replicas));
    }

    /** As the pods would be, of which kwok only plays that they run. */
    private static PackagedServer replica() {
        Path account = new Installed(plane, folder).kubeconfig("kosmos-admission", Installation.NAMESPACE);
        return PackagedServer.startAsInPod(
                Ports.free(2),
                folder.path().resolve("none"),
                folder.path().resolve("server.log"),
                "--kubeconfig",
                account.toString(),
                "--certificates=managed");
    }

    private static String lastGood() {
        return plane.ask("get", IN_OURS, "configmap", "kosmos-admission-last-good", "-o", "jsonpath={.data}");
    }

    private static String holder() {
        return plane.ask("get", IN_OURS, "lease", "kosmos-admission", "-o", "jsonpath={.spec.holderIdentity}");
    }

    private static String entries() {
        return plane.ask(
                "get", "mutatingwebhookconfiguration", "zz-kosmos-admission", "-o", "jsonpath={.webhooks[*].name}");
    }

    private static List<String> ours(String kinds) {
        return plane.ask("get", kinds, "-l", "app.kubernetes.io/part-of=kosmos-admission", "-o", "name")
                .lines()
                .toList();
    }

    /** Of what lies in no namespace; the rest goes with its namespace. */
    private static void nothingIsLeft() {
        assertThat(ours(
                        "mutatingwebhookconfigurations,validatingwebhookconfigurations,clusterroles,clusterrolebindings,"
                                + "validatingadmissionpolicies,validatingadmissionpolicybindings"))
                .isEmpty();
        plane.ask("delete", "pods", "--all", IN_OURS, "--force", "--grace-period=0");
        await("no namespace is left or stuck").until(() -> ours("namespaces").isEmpty());
    }
}
