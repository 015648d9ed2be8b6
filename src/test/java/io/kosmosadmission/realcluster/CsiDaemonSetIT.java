package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.installed.Live;
import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Plugins of CSI drivers that run on every node are told with a command. It is copied out of the Event or the warning, run in a
 * shell, and leaves pods on the nodes of their provider alone.
 */
@ExtendWith(RealCluster.class)
class CsiDaemonSetIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            providers:
            - {name: aws-eu, platform: aws}
            - {name: scaleway, attachLabels: {k8s.scaleway.com/managed: "true"}}
            rules: [{name: default, match: [{}], placement: {spread: {}}}]
            """;
    private static final String FOUND = "kosmos_admission_findings{check=\"csi-plugin-elsewhere\"}";
    private static final String OPTION = "--kubelet-registration-path=";

    private static final Nodes GCP = Nodes.of("gcp").tainted();
    private static final Nodes SCALEWAY = Nodes.of("scaleway").labelled("k8s.scaleway.com/managed", "true");
    private static final Nodes METAL = Nodes.named("metal", 1).labelled("provider", "scaleway");

    @Test
    void aPluginOfKubeSystemIsToldByItsEvent(Scene scene) {
        scene.nodes(Nodes.of("aws"), GCP, SCALEWAY);
        PackagedServer server = Live.installed(scene, RULES).serve();
        String name = "plugin-of-" + scene.namespace();
        scene.atTheEnd(() -> scene.plane().ask("delete", "daemonset", name, "-n", "kube-system", "--ignore-not-found"));
        String plugin =
                daemonSet(name, "kube-system", "pd.csi.storage.gke.io", "nodeSelector: {kubernetes.io/os: linux}");
        assertThat(scene.plane().kubectlWith(plugin, "apply", "-f", "-").stderr())
                .as("nobody asks us about kube-system")
                .isEmpty();
        runsOn(scene, name, "kube-system", Map.of("aws", 2, "gcp", 2, "scaleway", 2));

        String told = told(scene, name, "kube-system");
        assertThat(told)
                .startsWith(
                        "daemonset \"" + name + "\" registers CSI driver pd.csi.storage.gke.io of gcp, but also runs on"
                                + " aws and scaleway; keep it to gcp: ");
        assertThat(run(scene, told)).contains("patched");
        runsOn(scene, name, "kube-system", Map.of("gcp", 2));
        assertThat(scene.plane().ask("get", "daemonset", name, "-n", "kube-system", "-o", "yaml"))
                .as("what was there")
                .contains("kubernetes.io/os: linux");
        await("it is found no more")
                .untilAsserted(() -> assertThat(server.metric(FOUND)).isZero());
        assertThat(run(scene, told)).contains("(no change)");
    }

    @Test
    void aPluginIsWarnedOfWhereItIsApplied(Scene scene) {
        scene.nodes(Nodes.of("aws"), SCALEWAY, METAL);
        scene.given(String.join("---\n", SCALEWAY.driver("csi.scaleway.com"), METAL.driver("")));
        Live.installed(scene, RULES).serve();
        String plugin = daemonSet("csi", scene.namespace(), "csi.scaleway.com", "nodeSelector: {provider: scaleway}");
        String warnings = scene.apply(plugin).stderr();
        assertThat(warnings)
                .contains(
                        "Warning: daemonset \"csi\" registers CSI driver csi.scaleway.com of scaleway, but also runs on nodes"
                                + " of scaleway without k8s.scaleway.com/managed=true");
        runsOn(scene, "csi", scene.namespace(), Map.of("scaleway", 3));

        String command = warnings.lines()
                .filter(line -> line.contains("kubectl patch"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(warnings));
        assertThat(run(scene, command)).contains("patched");
        runsOn(scene, "csi", scene.namespace(), Map.of("scaleway", 2));
        assertThat(scene.apply(plugin.replace("app:1", "app:2")).stderr())
                .as("the manifest is silent on the label, and leaves it")
                .isEmpty();
        assertThat(scene.apply(plugin.replace("provider: scaleway", "disk: fast"))
                        .stderr())
                .doesNotContain("CSI driver");
    }

    @Test
    void aHomeOfSeveralProvidersGoesIntoEachTerm(Scene scene) {
        scene.nodes(Nodes.of("aws", 1), Nodes.of("aws-eu"), GCP, SCALEWAY);
        Live.installed(scene, RULES).serve();
        String plugin = daemonSet("csi", scene.namespace(), "ebs.csi.aws.com", """
                affinity:
                  podAntiAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                    - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: csi}}}
                  nodeAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                      nodeSelectorTerms:
                      - matchExpressions: [{key: kubernetes.io/os, operator: In, values: [linux]}]
                      - matchFields: [{key: metadata.name, operator: NotIn, values: [aws-1]}]""");
        assertThat(scene.apply(plugin).stderr()).contains("its Event has the command");
        runsOn(scene, "csi", scene.namespace(), Map.of("aws", 1, "aws-eu", 2, "gcp", 2, "scaleway", 2));

        assertThat(run(scene, told(scene, "csi", scene.namespace()))).contains("patched");
        runsOn(scene, "csi", scene.namespace(), Map.of("aws", 1, "aws-eu", 2));
        assertThat(scene.ask("get", "daemonset", "csi", "-o", "yaml")).contains("podAntiAffinity", "matchFields");
        scene.applied(daemonSet("bare", scene.namespace(), "ebs.csi.aws.com", "hostNetwork: false"));
        assertThat(run(scene, told(scene, "bare", scene.namespace()))).contains("patched");
        runsOn(scene, "bare", scene.namespace(), Map.of("aws", 1, "aws-eu", 2));
    }

    private static String daemonSet(String name, String namespace, String driver, String spec) {
        return """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  updateStrategy: {rollingUpdate: {maxUnavailable: 100%%}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      tolerations: [{operator: Exists}]
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: registrar
                        image: app:1
                        args: ["%3$s$(SOCKET)"]
                        env: [{name: SOCKET, value: /var/lib/kubelet/plugins/%4$s/csi.sock}]
                %5$s
                """.formatted(name, namespace, OPTION, driver, spec.indent(6).stripTrailing());
    }

    /** Returns the message of the Event on the DaemonSet. */
    private static String told(Scene scene, String name, String namespace) {
        return await("the Event")
                .until(
                        () -> Json.items(scene.plane().ask("get", "events", "-n", namespace, "-o", "json")).stream()
                                .filter(event -> event.getString("reason").equals("CsiPluginElsewhere"))
                                .filter(event -> event.getJsonObject("involvedObject")
                                        .getString("name")
                                        .equals(name))
                                .map(event -> event.getString("message"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Runs the command that the sentence ends with in a shell, as whoever copies it would. */
    private static String run(Scene scene, String sentence) {
        String command = sentence.substring(sentence.indexOf("kubectl patch"));
        Result result = scene.plane().script("sh", "-c", "kubectl() { \"$KUBECTL\" \"$@\"; }\n" + command);
        assertThat(result.exit()).as(result.toString()).isZero();
        return result.stdout();
    }

    /** Returns once the DaemonSet's pods are on so many nodes of each provider, and nowhere else. */
    private static void runsOn(Scene scene, String name, String namespace, Map<String, Integer> wanted) {
        await("pods of " + name + " run where they are wanted")
                .untilAsserted(() -> assertThat(counts(scene, name, namespace)).isEqualTo(new TreeMap<>(wanted)));
    }

    private static Map<String, Integer> counts(Scene scene, String name, String namespace) {
        Map<String, String> providers = new TreeMap<>();
        Json.items(scene.ask("get", "nodes", "-o", "json"))
                .forEach(node ->
                        providers.put(Json.name(node), Json.labels(node).getOrDefault("provider", "unlabelled")));
        List<JsonObject> pods =
                Json.items(scene.plane().ask("get", "pods", "-n", namespace, "-l", "app=" + name, "-o", "json"));
        Map<String, Integer> counts = new TreeMap<>();
        pods.forEach(pod -> counts.merge(
                providers.getOrDefault(pod.getJsonObject("spec").getString("nodeName", ""), "no node"),
                1,
                Integer::sum));
        return counts;
    }
}
