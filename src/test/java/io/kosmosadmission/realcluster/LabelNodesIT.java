package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.installed.Grant;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.installed.Installed;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.AuditLog;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * labelNodes by component label-nodes, as it is shipped, and with the rights of the shipped account: an API server that
 * authorizes kubelets and restricts what they may set, as that of every real cluster.
 */
class LabelNodesIT {
    private static final String US = "system:serviceaccount:kosmos-admission:kosmos-admission";
    private static final String ROLE = "kosmos-admission-label-nodes";
    private static final String PROVIDER = "provider";
    private static final String RESTRICTED = "node-restriction.kubernetes.io/provider";
    private static final int MANY = 50;
    private static final int REFUSED = 403;

    /** Nodes of the test without the right. */
    private static final String BARRED = "scw-barred";

    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            labelNodes: %s
            providerLabel: %s
            providers:
            - {name: scaleway, nodes: [{name: "scw-*"}]}
            - {name: aws, nodes: [{providerIDPrefix: "aws://"}]}
            rules:
            - {name: default, match: [{}], placement: {spread: {}}}
            """;

    private static TemporaryFolder folder;
    private static AuditLog audit;
    private static ControlPlane plane;
    private static Installed installed;
    private static PackagedServer server;

    @BeforeAll
    static void install() {
        folder = TemporaryFolder.create("label-nodes");
        audit = AuditLog.of(US, folder.path());
        plane = ControlPlane.start(Stream.of(
                        audit.flags(),
                        new String[] {"--authorization-mode=Node", "--enable-admission-plugins=NodeRestriction"})
                .flatMap(Stream::of)
                .toArray(String[]::new));
        installed = new Installed(plane, folder);
        int port = Ports.free(2);
        Installation.withComponent("label-nodes", plane, folder, port);
        installed.rules(RULES.formatted("Enforce", PROVIDER));
        server = PackagedServer.start(
                port,
                folder.path().resolve("certs"),
                folder.path().resolve("server.log"),
                "--kubeconfig",
                installed.kubeconfig("kosmos-admission", Installation.NAMESPACE).toString());
        Installation.trust(plane, folder.path().resolve("certs/ca.crt"));
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

    @AfterEach
    void clear() {
        plane.ask("delete", "deployments,pods", "--all", "--force", "--grace-period=0");
        plane.ask("delete", "nodes", "--all");
    }

    private static void rules(String mode, String key) {
        String data = "{\"data\":{\"providerLabel\":\"" + key + "\"}}";
        installed.ask("patch", "configmap", ROLE, "--type=merge", "-p", data);
        installed.rules(RULES.formatted(mode, key));
        boolean atCreation = mode.equals("Enforce") && !key.equals(RESTRICTED);
        await("the rules are in force, and the API server calls the webhook").until(() -> {
            String labels = created("scw-probe", "{a: b}", "--dry-run=server").stdout();
            return atCreation
                    ? labels.contains("\"" + key + "\":\"scaleway\"")
                    : !labels.isEmpty() && !labels.contains("scaleway");
        });
    }

    /** Made by its kubelet; what is printed are its labels, as they are stored. */
    private static Result created(String node, String labels, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "create",
                "-f",
                "-",
                "-o",
                "jsonpath={.metadata.labels}",
                "--as=system:node:" + node,
                "--as-group=system:nodes",
                "--as-group=system:authenticated"));
        command.addAll(List.of(more));
        return plane.kubectlWith(
                "{apiVersion: v1, kind: Node, metadata: {name: %s, labels: %s}}".formatted(node, labels),
                command.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {PROVIDER, "example.com/provider", "k8s.scaleway.com/provider"})
    void aKubeletsNodeBearsItsLabelFromTheBeginning(String key) {
        rules("Enforce", key);
        Result first = created("scw-1", "{kubernetes.io/os: linux}");
        assertThat(first.exit()).as(first.stderr()).isZero();
        assertThat(first.stdout()).contains("\"" + key + "\":\"scaleway\"", "\"kubernetes.io/os\":\"linux\"");
        assertThat(created("scw-2", "null").stdout()).isEqualTo("{\"" + key + "\":\"scaleway\"}");
        assertThat(created("scw-3", "{\"" + key + "\": metal}").stdout()).isEqualTo("{\"" + key + "\":\"metal\"}");
        assertThat(created("other", "{}").exit()).isZero();
        assertThat(label("other", key)).isEmpty();
    }

    /** NodeRestriction would refuse its registration, were the webhook to add the label. */
    @Test
    void aKubeletsNodeRegistersWhereItMayNotBearTheLabelAndIsGivenItThen() {
        rules("Enforce", RESTRICTED);
        Result itself = created("scw-0", "{" + RESTRICTED + ": scaleway}");
        assertThat(itself.stderr()).as("the plugin is on").contains("is not allowed to set the following labels");
        Result node = created("scw-1", "{kubernetes.io/os: linux}");
        assertThat(node.exit()).as(node.stderr()).isZero();
        assertThat(node.stdout()).isEqualTo("{\"kubernetes.io/os\":\"linux\"}");
        await("the lease holder gives it")
                .until(() -> label("scw-1", RESTRICTED).equals("scaleway"));
    }

    /** All of them must bear it for all pods to run: each node takes one. */
    @ParameterizedTest
    @ValueSource(strings = {PROVIDER, RESTRICTED})
    void fiftyNodesBearTheLabelThatPodsWaitFor(String key) {
        rules("Enforce", key);
        plane.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: waiting}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: waiting}}
                  template:
                    metadata: {labels: {app: waiting}}
                    spec:
                      containers: [{name: main, image: "app:1"}]
                      affinity:
                        nodeAffinity:
                          requiredDuringSchedulingIgnoredDuringExecution:
                            nodeSelectorTerms:
                            - matchExpressions: [{key: %s, operator: In, values: [scaleway]}]
                """.formatted(MANY, key));
        await("the pods wait").until(() -> pods("Pending") == MANY);
        String printed = plane.kubectlWith(
                        Nodes.named("scw", MANY).withRoom(1).manifests(),
                        "create",
                        "-f",
                        "-",
                        "-o",
                        "jsonpath={.metadata.labels}{\"\\n\"}")
                .stdout();
        assertThat(printed.lines().filter(line -> line.contains("\"" + key + "\":\"scaleway\"")))
                .as("from the beginning")
                .hasSize(key.equals(RESTRICTED) ? 0 : MANY);
        await("all run").until(() -> pods("Running") == MANY);
        assertThat(managers("scw-1", key))
                .as("what a webhook adds has no manager")
                .isEqualTo(key.equals(RESTRICTED) ? List.of("kosmos-admission-nodes") : List.of());
        asksForNothingElse();
    }

    private static long pods(String phase) {
        return plane.ask("get", "pods", "-o", "jsonpath={range .items[*]}{.status.phase}{\"\\n\"}{end}")
                .lines()
                .filter(phase::equals)
                .count();
    }

    /** By the authorizer's and the audit log's word: the grant is used once the lease holder has labelled a node. */
    private static void asksForNothingElse() {
        Set<Grant> granted = new HashSet<>(Grant.of(plane, "clusterrole", ROLE));
        assertThat(granted).containsExactly(new Grant("patch", "", "nodes", "", ""));
        granted.addAll(Grant.of(plane, "clusterrole", "kosmos-admission"));
        assertThat(audit.requests().stream()
                        .filter(request -> request.resource().equals("nodes")))
                .isNotEmpty()
                .allMatch(request -> granted.stream().anyMatch(grant -> grant.allows(request)))
                .noneMatch(request ->
                        request.answer() == REFUSED && !request.name().startsWith(BARRED));
        assertThat(plane.kubectl("auth", "can-i", "update", "nodes", "--as=" + US)
                        .exit())
                .isNotZero();
        assertThat(plane.kubectl("auth", "can-i", "create", "nodes", "--as=" + US)
                        .exit())
                .isNotZero();
    }

    @Test
    void aNodeThatIsThereIsLabelledOnceItsProviderIsKnownAndTheGrantIsUsed() {
        rules("Enforce", PROVIDER);
        plane.apply("{apiVersion: v1, kind: Node, metadata: {name: ip-1, labels: {team: a}}}");
        assertThat(label("ip-1", PROVIDER)).isEmpty();
        plane.ask("patch", "node", "ip-1", "-p", "{\"spec\":{\"providerID\":\"aws:///eu-west-1a/i-1\"}}");
        await("labelled").until(() -> label("ip-1", PROVIDER).equals("aws"));
        assertThat(label("ip-1", "team")).isEqualTo("a");
        assertThat(managers("ip-1", PROVIDER)).containsExactly("kosmos-admission-nodes");
        assertThat(audit.requests()).contains(new AuditLog.Request("patch", "", "nodes", "", "ip-1", 200));
        asksForNothingElse();
    }

    @Test
    void aLabelThatSomebodyHasSetStays() {
        rules("Enforce", PROVIDER);
        plane.apply("{apiVersion: v1, kind: Node, metadata: {name: scw-1, labels: {provider: metal}}}");
        plane.apply("{apiVersion: v1, kind: Node, metadata: {name: scw-2, labels: {provider: \"\"}}}");
        plane.apply("{apiVersion: v1, kind: Node, metadata: {name: scw-3}}");
        plane.ask("label", "node", "scw-3", "provider=rack", "--overwrite");
        await("all are found").until(() -> findings("node-label-differs") == 3);
        await("and told")
                .until(() -> plane.ask(
                                "get",
                                "events",
                                "--field-selector=reason=NodeLabelDiffers",
                                "-o",
                                "jsonpath={.items[*].message}")
                        .contains("node \"scw-1\" bears label provider=metal, but the configuration counts it to"
                                + " scaleway"));
        plane.ask("label", "node", "scw-3", "provider-");
        await("what is taken away is given again")
                .until(() -> label("scw-3", PROVIDER).equals("scaleway"));
        assertThat(label("scw-1", PROVIDER)).isEqualTo("metal");
        assertThat(label("scw-2", PROVIDER)).isEmpty();
        plane.ask("delete", "nodes", "--all");
        await("gone with them").until(() -> findings("node-label-differs") == 0);
    }

    @Test
    void otherModesOnlyFind() {
        rules("Audit", PROVIDER);
        plane.apply("{apiVersion: v1, kind: Node, metadata: {name: scw-1}}");
        await("found").until(() -> findings("node-without-label") == 1);
        assertThat(label("scw-1", PROVIDER)).isEmpty();
        rules("Enforce", PROVIDER);
        await("labelled").until(() -> label("scw-1", PROVIDER).equals("scaleway"));
        await("found no more").until(() -> findings("node-without-label") == 0);
    }

    /** Applied to a node that was made anew under the same name, or is gone, the label would be that of another. */
    @Test
    void theApiServerRefusesTheUidOfAnotherNode() {
        rules("Disabled", PROVIDER);
        plane.apply("{apiVersion: v1, kind: Node, metadata: {name: scw-1}}");
        for (String name : List.of("scw-1", "scw-gone")) {
            Result applied = plane.kubectlWith(
                    ("{apiVersion: v1, kind: Node, metadata: {name: %s, uid: 00000000-0000-4000-8000-000000000000,"
                                    + " labels: {provider: a}}}")
                            .formatted(name),
                    "apply",
                    "--server-side",
                    "--field-manager=kosmos-admission-nodes",
                    "-f",
                    "-");
            assertThat(applied.exit()).isNotZero();
            assertThat(applied.stderr()).containsIgnoringCase("uid");
        }
        assertThat(label("scw-1", PROVIDER)).isEmpty();
        assertThat(plane.kubectl("get", "node", "scw-gone").exit()).isNotZero();
    }

    @Test
    void withoutTheRightThereIsOneFindingUntilItIsGranted() {
        List<String> nodes = Nodes.named(BARRED, 3).names();
        rules("Disabled", PROVIDER);
        plane.apply(Nodes.named(BARRED, 3).manifests());
        plane.ask("delete", "clusterrolebinding", ROLE);
        installed.rules(RULES.formatted("Enforce", PROVIDER));
        await("found, once for all nodes").until(() -> findings("node-label-forbidden") == 1);
        await("and told on the rules")
                .until(() -> installed
                        .ask(
                                "get",
                                "events",
                                "--field-selector=reason=NodeLabelForbidden",
                                "-o",
                                "jsonpath={.items[*].involvedObject.name} {.items[*].message}")
                        .contains("kosmos-admission-rules nodes are not given label provider: this account may not set"
                                + " it; apply k8s/components/label-nodes"));
        assertThat(nodes.stream().map(node -> label(node, PROVIDER))).containsOnly("");
        plane.ask("apply", "-f", Installation.path("k8s/components/label-nodes/rbac.yaml"));
        await("labelled once it may")
                .until(() ->
                        nodes.stream().allMatch(node -> label(node, PROVIDER).equals("scaleway")));
        await("found no more").until(() -> findings("node-label-forbidden") == 0);
    }

    private static int findings(String check) {
        return (int) server.metric("kosmos_admission_findings{check=\"" + check + "\"}");
    }

    private static String label(String node, String key) {
        return plane.ask("get", "node", node, "-o", "jsonpath={.metadata.labels." + key.replace(".", "\\.") + "}");
    }

    /** Those who say that they have set the label. */
    private static List<String> managers(String node, String key) {
        String fields = plane.ask(
                "get",
                "node",
                node,
                "--show-managed-fields",
                "-o",
                "jsonpath={range .metadata.managedFields[*]}{.manager} {.fieldsV1}{\"\\n\"}{end}");
        return fields.lines()
                .filter(line -> line.contains("\"f:" + key + "\""))
                .map(line -> line.split(" ")[0].split(":")[0])
                .toList();
    }
}
