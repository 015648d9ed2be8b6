package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.build.Script;
import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.manifests.Kustomized;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** k8s/ and certs/install-in-cluster as a platform engineer uses them. */
@ExtendWith(RealCluster.class)
class ManifestsIT {
    private static final String IN_OURS = "--namespace=" + Installation.NAMESPACE;

    /** Of both configurations: each has a caBundle. */
    private static final int ENTRIES = 15;

    private static final int OBJECTS = Kustomized.base().byName().size();

    private static final String LAST_GOOD = "kosmos-admission-last-good";

    /** kubectl sends a PodDisruptionBudget's selector again, whatever it is: its patch strategy is "replace". */
    private static final Predicate<String> UNCHANGED = line ->
            line.endsWith(" unchanged") || line.equals("poddisruptionbudget.policy/kosmos-admission configured");

    @Test
    void areAcceptedAsTheyAreAndASecondTimeChangeNothing(Scene scene) {
        scene.nodes(Nodes.of("scaleway", 2).tainted(), Nodes.of("aws", 3));
        ControlPlane plane = scene.plane();
        plane.ask("label", "nodes", "scaleway-1", "scaleway-2", "k8s.scaleway.com/managed=true");
        Installation whole = Installation.whole(scene);
        // Restricted pod security, the quota of critical pods, the account and its token: all hold for these.
        plane.ask("rollout", "status", IN_OURS, "deployment/kosmos-admission", "--timeout=180s");
        plane.ask("patch", IN_OURS, "configmap", LAST_GOOD, "-p", "{\"data\":{\"rules.yaml\":\"x\"}}");
        plane.ask("patch", IN_OURS, "lease", "kosmos-admission", "-p", "{\"spec\":{\"holderIdentity\":\"pod\"}}");

        assertThat(whole.apply().lines()).hasSize(OBJECTS).allMatch(UNCHANGED);
        assertThat(plane.ask("apply", "-k", whole.folder(), "--dry-run=server").lines())
                .hasSize(OBJECTS);
        plane.ask("apply", "-k", whole.folder(), "--server-side", "--force-conflicts");

        assertThat(plane.ask("get", IN_OURS, "configmap", LAST_GOOD, "-o", "jsonpath={.data.rules\\.yaml}"))
                .isEqualTo("x");
        assertThat(plane.ask("get", IN_OURS, "lease", "kosmos-admission", "-o", "jsonpath={.spec.holderIdentity}"))
                .isEqualTo("pod");
        assertThat(plane.ask("get", IN_OURS, "pods", "-o", "jsonpath={.items[*].spec.nodeName}")
                        .split(" "))
                .containsExactlyInAnyOrder("scaleway-1", "scaleway-2");
    }

    @Test
    void areDeletedFromTheConfigurationsOn(Scene scene) {
        ControlPlane plane = scene.plane();
        Installation whole = Installation.whole(scene);
        List<String> deleted = plane.ask("delete", "-k", whole.folder(), "--wait=false")
                .lines()
                .toList();

        assertThat(deleted).hasSize(OBJECTS);
        assertThat(deleted.subList(0, 2))
                .allMatch(line -> line.contains("webhookconfiguration.admissionregistration.k8s.io"));
        assertThat(plane.ask(
                        "get",
                        "mutatingwebhookconfigurations,validatingwebhookconfigurations,clusterroles,clusterrolebindings",
                        "-l",
                        "app.kubernetes.io/part-of=kosmos-admission",
                        "-o",
                        "name"))
                .isEmpty();
    }

    @Test
    void takeACertificateAndANewOneWithoutAMomentOfDistrust(Scene scene) {
        ControlPlane plane = scene.plane();
        Installation whole = Installation.whole(scene);
        assertThat(plane.script("certs/install-in-cluster").exit()).isZero();
        String first = authority(plane);
        assertThat(bundles(plane)).hasSize(ENTRIES).containsOnly(first);

        assertThat(whole.apply().lines()).allMatch(UNCHANGED);
        plane.ask("apply", "-k", whole.folder(), "--server-side", "--force-conflicts");
        assertThat(bundles(plane)).containsOnly(first);

        Result renewal = plane.script("certs/install-in-cluster", "--days", "30");
        assertThat(renewal.exit()).isZero();
        assertThat(renewal.stderr()).contains("--finish");
        String second = authority(plane);
        assertThat(second).isNotEqualTo(first);
        assertThat(bundles(plane)).hasSize(ENTRIES).containsOnly(second + first);

        assertThat(plane.script("certs/install-in-cluster", "--finish").exit()).isZero();
        assertThat(bundles(plane)).hasSize(ENTRIES).containsOnly(second);
        assertThat(plane.ask("get", IN_OURS, "secret", "kosmos-admission-tls", "-o", "yaml"))
                .as("no copy of the key")
                .doesNotContain("\"tls.key\"");
    }

    @Test
    void renderForCertManagerToo(Scene scene) {
        String rendered = scene.plane().ask("kustomize", Installation.path("k8s/overlays/cert-manager"));

        assertThat(rendered.lines()
                        .filter(line -> line.strip()
                                .equals("cert-manager.io/inject-ca-from: kosmos-admission/kosmos-admission")))
                .hasSize(2);
        assertThat(rendered.lines().filter(line -> line.matches("kind: (Issuer|Certificate)")))
                .hasSize(4);
    }

    @Test
    void bringMonitoringByTheFolderThatTheDocumentationShows(Scene scene) throws IOException {
        String shown = Stream.of(Files.readString(Script.PROJECT.resolve("src/docs/install.md"))
                        .split("```"))
                .filter(block -> block.startsWith("yaml\n") && block.contains("components/monitoring"))
                .map(block -> block.substring("yaml\n".length()))
                .collect(Collectors.joining());
        TemporaryFolder folder = TemporaryFolder.create("monitoring");
        scene.atTheEnd(folder::delete);
        Path k8s = folder.path()
                .toRealPath()
                .relativize(Script.PROJECT.toRealPath().resolve("k8s"));
        Files.writeString(
                folder.path().resolve("kustomization.yaml"),
                (shown + "resources: [../kosmos-admission/k8s/base]\n")
                        .replace("../kosmos-admission/k8s", k8s.toString()));

        String whole = scene.plane().ask("kustomize", folder.path().toString());
        String base = scene.plane().ask("kustomize", Installation.path("k8s/base"));

        List<String> objects = new ArrayList<>(List.of(whole.split("---\n")));
        objects.removeAll(List.of(base.split("---\n")));
        assertThat(objects).hasSize(3);
        assertThat(objects)
                .filteredOn(object -> object.contains("\n    release: kube-prometheus-stack\n"))
                .hasSize(2)
                .allSatisfy(object -> assertThat(object).startsWith("apiVersion: monitoring.coreos.com/v1\n"));
        assertThat(objects)
                .filteredOn(object -> object.contains("\n    grafana_dashboard: \"1\"\n"))
                .singleElement()
                .asString()
                .contains("\nkind: ConfigMap\n", "\n  name: kosmos-admission-dashboard\n");
    }

    private static List<String> bundles(ControlPlane plane) {
        String encoded = plane.ask(
                "get",
                "mutatingwebhookconfiguration,validatingwebhookconfiguration",
                "zz-kosmos-admission",
                "-o",
                "jsonpath={range .items[*]}{range .webhooks[*]}{.clientConfig.caBundle}{\"\\n\"}{end}{end}");
        return encoded.lines().map(ManifestsIT::decoded).toList();
    }

    private static String authority(ControlPlane plane) {
        return decoded(plane.ask("get", IN_OURS, "secret", "kosmos-admission-tls", "-o", "jsonpath={.data.ca\\.crt}"));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
    }
}
