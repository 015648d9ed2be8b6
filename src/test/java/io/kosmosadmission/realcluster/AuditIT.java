package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** audit and init on a real cluster in which much came while no webhook was called. */
@ExtendWith(RealCluster.class)
class AuditIT {

    private static final String HEAD = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            labelNodes: Audit
            guard: {mode: Enforce}
            providers:
            - name: scaleway
              elasticPools: [{name: s, labels: {provider: scaleway}}]
            - name: aws
              nodes: [{name: "aws*"}]
              attachLabels: {managed: "true"}
              taints: [{key: provider, value: aws, effect: NoSchedule}]
              elasticPools: [{name: a, labels: {provider: aws, managed: "true"}}]
            boundaries:
            - {name: pay, match: [{podSelector: {matchLabels: {app: pay}}}, {podSelector: {matchLabels: {app: pinned}}}], providers: {required: [scaleway]}}
            """;
    private static final String RULES = """
            rules:
            - {name: apart, match: [{podSelector: {matchLabels: {app: apart}}}], placement: {onePerProvider: Required}}
            - {name: web, match: [{podSelector: {matchLabels: {app: web}}}], placement: {spread: {}}}
            """;
    private static final String WRONG = """
            - {name: wrong, match: [{namespaces: [nobody]}], placement: {spread: {whenUnsatisfiable: DoNotSchedule, minDomains: 9}, prefer: [gone]}}
            """;

    private static final String OBJECTS = """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: data}
            spec: {storageClassName: audited, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: selected, annotations: {volume.kubernetes.io/selected-node: scaleway-1}}
            spec: {storageClassName: audited, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: lb, annotations: {service.beta.kubernetes.io/aws-load-balancer-type: nlb}}
            spec: {type: LoadBalancer, selector: {app: nobody}, ports: [{port: 80}]}
            ---
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: csi-node}
            spec:
              selector: {matchLabels: {app: csi}}
              template:
                metadata: {labels: {app: csi}}
                spec: {containers: [{name: registrar, image: "app:1", args: ["--kubelet-registration-path=/var/lib/kubelet/plugins/ebs.csi.aws.com/csi.sock"]}]}
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path rules(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static JsonNode audit(Scene scene, int exit, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "audit",
                "-o",
                "json",
                "--kubeconfig",
                scene.plane().file("kubeconfig").toString()));
        command.addAll(Arrays.asList(options));
        Result result = PackagedServer.command(command.toArray(String[]::new));
        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
        return JSON.readTree(result.stdout());
    }

    private static Set<String> faults(JsonNode findings) {
        Set<String> faults = new TreeSet<>();
        findings.forEach(finding -> {
            if (!finding.path("severity").asText().equals("info")) {
                faults.add(finding.path("check").asText() + " "
                        + finding.path("name").asText());
            }
        });
        return faults;
    }

    private static void crowded(Scene scene, String closed, String app, int replicas) {
        scene.plane().ask("cordon", closed + "-1", closed + "-2");
        scene.applied(Manifests.deployment(app, replicas, ""));
        scene.ask("rollout", "status", "deployment/" + app, "--timeout=60s");
        scene.plane().ask("uncordon", closed + "-1", closed + "-2");
    }

    private static void csiNodes(Scene scene, String drivers) {
        for (int i = 1; i <= 2; i++) {
            scene.given("{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: aws-" + i
                    + "}, spec: {drivers: [" + drivers.formatted(i) + "]}}");
        }
    }

    @Test
    void eachPlantedFaultIsFoundAndGoneAfterItsWayOut(Scene scene) throws IOException {
        Nodes strange = Nodes.named("aws-strange", 1).labelled("provider", "scaleway");
        scene.nodes(Nodes.of("scaleway"), Nodes.of("aws"), strange, Nodes.named("bare", 1));
        scene.plane().ask("label", "node", "aws-1", "managed=true");
        scene.given("{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: audited}, provisioner:"
                + " ebs.csi.aws.com, volumeBindingMode: WaitForFirstConsumer}");
        csiNodes(scene, "");
        scene.plane().ask("cordon", "aws-strange-1", "bare-1");
        crowded(scene, "aws", "web", 4);
        crowded(scene, "scaleway", "pay", 1);
        scene.applied(OBJECTS);
        scene.applied(Manifests.deployment("pinned", 0, "nodeSelector: {provider: aws}"));
        scene.applied(
                Manifests.deployment(
                        "conflict",
                        1,
                        "nodeSelector: {provider: scaleway}\n      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]"));
        scene.applied(Manifests.deployment(
                "nowhere",
                1,
                "nodeSelector: {provider: aws}\n      affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                        + " {nodeSelectorTerms: [{matchExpressions: [{key: provider, operator: In, values:"
                        + " [scaleway]}]}]}}}"));
        scene.applied(Manifests.deployment("misspelt", 1, "nodeSelector: {disk: sssd}"));
        scene.applied(Manifests.deployment("apart", 4, ""));
        scene.applied(Manifests.deployment("tolerant", 1, "tolerations: [{key: provider, operator: Exists}]"));
        await("the scheduler chooses where conflict's volume shall be")
                .until(() -> !scene.ask("get", "pvc", "data", "-o", "jsonpath={.metadata.annotations}")
                        .isEmpty());

        Path rules = rules("rules.yaml", HEAD + RULES + WRONG);
        JsonNode found = audit(scene, 1, "--rules", rules.toString());
        assertThat(faults(found))
                .containsExactlyInAnyOrder(
                        "boundary-violated pay",
                        "csi-plugin-elsewhere csi-node",
                        "denied pinned",
                        "foreign-load-balancer lb",
                        "home-without-driver audited",
                        "home-without-label audited",
                        "node-label-differs aws-strange-1",
                        "node-without-label bare-1",
                        "nowhere-to-run nowhere",
                        "nowhere-today misspelt",
                        "provider-without-node kosmos-admission-rules",
                        "rule-unmet kosmos-admission-rules",
                        "selected-node-elsewhere data",
                        "selected-node-elsewhere selected",
                        "skewed web",
                        "storage-conflict conflict",
                        "surplus-replicas apart",
                        "ungranted-toleration tolerant",
                        "unplaced apart",
                        "unplaced pay",
                        "unplaced web");
        found.forEach(finding -> assertThat(finding.path("wayOut").asText()).isNotEmpty());

        rules("rules.yaml", HEAD + RULES);
        scene.follow(HEAD + RULES);
        mend(scene);
        Set<String> waysOut = new TreeSet<>();
        found.forEach(finding -> waysOut.add(finding.path("wayOut").asText()));
        waysOut.forEach(wayOut -> takeWayOut(wayOut, scene));
        for (String app : List.of("web", "pay", "apart")) {
            scene.ask("rollout", "status", "deployment/" + app, "--timeout=60s");
        }
        await("nothing is left to mend")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(faults(JSON.readTree(PackagedServer.command(
                                        "audit",
                                        "-o",
                                        "json",
                                        "--rules",
                                        rules.toString(),
                                        "--kubeconfig",
                                        scene.plane().file("kubeconfig").toString())
                                .stdout())))
                        .isEmpty());
        assertThat(audit(scene, 0, "--rules", rules.toString())).isNotNull();
    }

    /** What the ways out say in words. */
    private static void mend(Scene scene) {
        scene.plane().ask("label", "node", "aws-2", "managed=true");
        scene.plane().ask("label", "node", "aws-strange-1", "provider=aws", "managed=true", "--overwrite");
        scene.plane().ask("label", "node", "bare-1", "provider=scaleway");
        csiNodes(scene, "{name: ebs.csi.aws.com, nodeID: n%s, topologyKeys: []}");
        scene.ask("scale", "deployment/apart", "--replicas=2");
        scene.ask("annotate", "service", "lb", "service.beta.kubernetes.io/aws-load-balancer-type-");
        String selector = "{\"spec\":{\"template\":{\"spec\":{\"nodeSelector\":%s}}}}";
        scene.ask("patch", "deployment", "pinned", "-p", selector.formatted("{\"provider\":\"scaleway\"}"));
        scene.ask("scale", "deployment/conflict", "--replicas=0"); // a pod that waits asks for its node again and again
        scene.ask("wait", "pod", "-l", "app=conflict", "--for=delete", "--timeout=60s");
        scene.ask("patch", "deployment", "conflict", "-p", selector.formatted("{\"provider\":\"aws\"}"));
        scene.ask("patch", "deployment", "nowhere", "-p", selector.formatted("{\"provider\":null}"));
        scene.ask("patch", "deployment", "misspelt", "-p", selector.formatted("{\"disk\":null}"));
        scene.ask(
                "patch",
                "daemonset",
                "csi-node",
                "-p",
                selector.formatted("{\"provider\":\"aws\",\"managed\":\"true\"}"));
        scene.ask(
                "patch",
                "deployment",
                "tolerant",
                "--type=json",
                "-p",
                "[{\"op\":\"remove\",\"path\":\"/spec/template/spec/tolerations\"}]");
    }

    private static void takeWayOut(String wayOut, Scene scene) {
        if (wayOut.startsWith("kubectl ")) {
            scene.plane().ask(wayOut.substring("kubectl ".length()).split(" "));
        }
    }

    @Test
    void aBaselineLeavesWhatDiffers(Scene scene) throws IOException {
        scene.nodes(Nodes.of("scaleway"), Nodes.of("aws"));
        crowded(scene, "scaleway", "pay", 1);
        String old = HEAD.replace("required: [scaleway]", "required: [aws]");
        JsonNode changed = audit(
                scene,
                1,
                "--rules",
                rules("new.yaml", HEAD).toString(),
                "--baseline",
                rules("old.yaml", old).toString());
        assertThat(changed).hasSize(2);
        assertThat(changed.path(0).path("check").asText()).isEqualTo("boundary-violated");
        assertThat(changed.path(0).path("change").asText()).isEqualTo("added");
        assertThat(faults(changed)).containsExactlyInAnyOrder("boundary-violated pay", "unplaced pay");
    }

    @Test
    void strictRulesAcceptWhatInitPrints(Scene scene) throws IOException {
        scene.nodes(Nodes.of("scaleway"), Nodes.of("aws").tainted(), Nodes.named("bare", 1));
        String kubeconfig = scene.plane().file("kubeconfig").toString();
        Result init = PackagedServer.command("init", "--kubeconfig", kubeconfig);
        assertThat(init.exit()).as(init.toString()).isZero();
        Path rules = rules("first.yaml", init.stdout());
        Result strict = PackagedServer.command("rules", rules.toString(), "--kubeconfig", kubeconfig, "--strict");
        assertThat(strict.exit()).as(strict.toString()).isZero();
        assertThat(init.stdout()).contains("- name: aws  # known by label provider of 2 nodes", "mode: Audit");
    }
}
