package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script;
import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.installed.Installed;
import io.kosmosadmission.realcluster.installed.TypeChecks;
import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.Closer;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * k8s/components/node-guard, and the policies of k8s/components/label-nodes, on an API server with NodeRestriction.
 * RBAC allows all that is tried here: what is refused, a policy refuses.
 */
class NodeGuardIT {
    private static final Closer CLOSING = new Closer();
    private static final String PARAMETERS = "kosmos-admission-node-guard";
    private static final String OURS = "kosmos-admission-label-nodes";
    private static final String PATCHER = "system:serviceaccount:default:patcher";
    private static final String LABELLER = "system:serviceaccount:default:labeller";
    private static final String CONTROLLER_MANAGER =
            "system:serviceaccount:kube-system:hcloud-cloud-controller-manager";
    private static final String BY_GUARD = "ValidatingAdmissionPolicy 'kosmos-admission-node-guard'";
    private static final String WAY_OUT = ": that takes verb label on nodes.kosmos-admission.io, or a line under"
            + " trusted in ConfigMap kosmos-admission/kosmos-admission-node-guard";
    private static final String BINDINGS = "validatingadmissionpolicybindings";
    private static final String ANNOTATION = "kosmos-admission.io/provider";

    /** All may patch nodes and storage; two may label, one of them a single node. */
    private static final String RIGHTS = """
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: patcher, namespace: default}}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: patches-nodes}
            rules:
            - apiGroups: [""]
              resources: [nodes, nodes/status, persistentvolumes, persistentvolumes/status]
              verbs: [get, list, create, update, patch, delete]
            - {apiGroups: [storage.k8s.io], resources: [storageclasses], verbs: [get, create, update, patch]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: patches-nodes}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: patches-nodes}
            subjects:
            - {kind: ServiceAccount, name: patcher, namespace: default}
            - {kind: ServiceAccount, name: labeller, namespace: default}
            - {kind: ServiceAccount, name: labels-one, namespace: default}
            - {kind: ServiceAccount, name: hcloud-cloud-controller-manager, namespace: kube-system}
            - {kind: ServiceAccount, name: kosmos-admission, namespace: kosmos-admission}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: labels-nodes}
            rules: [{apiGroups: [kosmos-admission.io], resources: [nodes], verbs: [label]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: labels-nodes}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: labels-nodes}
            subjects: [{kind: ServiceAccount, name: labeller, namespace: default}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: labels-one}
            rules: [{apiGroups: [kosmos-admission.io], resources: [nodes], verbs: [label], resourceNames: [one-1]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: labels-one}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: labels-one}
            subjects: [{kind: ServiceAccount, name: labels-one, namespace: default}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: administers}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: ada}]
            """;

    private static ControlPlane plane;
    private static String component;
    private static String ourAccount;

    @BeforeAll
    static void start() throws IOException {
        plane = ControlPlane.start("--enable-admission-plugins=NodeRestriction", "--authorization-mode=Node");
        CLOSING.add(plane::close);
        TemporaryFolder folder = TemporaryFolder.create("node-guard");
        CLOSING.add(folder::delete);
        component = rendered(folder, "components: [%s/components/node-guard]");
        plane.ask("apply", "-f", Installation.path("k8s/base/namespace.yaml"));
        plane.ask("apply", "-f", Installation.path("k8s/base/rbac.yaml"));
        plane.apply(component);
        plane.ask("apply", "-f", Installation.path("k8s/components/label-nodes/policy.yaml"));
        plane.apply(RIGHTS);
        ourAccount =
                new Installed(plane, folder).kubeconfig("kosmos-admission", "").toString();
        plane.apply(Nodes.of("aws", 1).tainted().manifests());
    }

    @AfterAll
    static void stop() {
        CLOSING.close();
    }

    /** As a user's own folder names it; %s is where k8s/ lies. */
    private static String rendered(TemporaryFolder folder, String kustomization) throws IOException {
        Path manifests = folder.path()
                .toRealPath()
                .relativize(Script.PROJECT.toRealPath().resolve("k8s"));
        Files.writeString(folder.path().resolve("kustomization.yaml"), kustomization.formatted(manifests));
        return plane.ask("kustomize", folder.path().toString());
    }

    /** Also after a test that took the parameters away. */
    @BeforeEach
    void guarded() {
        await("the guard is in force")
                .until(() -> as(PATCHER, "label", "--dry-run=server", "--overwrite", "node", "aws-1", "provider=probe")
                        .stderr()
                        .contains(BY_GUARD));
    }

    @Test
    void theFolderThatTheDocumentationShowsHasBaseAndComponent() throws IOException {
        String install = Files.readString(Script.PROJECT.resolve("src/docs/install.md"));
        String shown = Stream.of(install.split("```"))
                .filter(block -> block.startsWith("yaml\n") && block.contains("-guard"))
                .map(block -> block.substring("yaml\n".length()))
                .collect(Collectors.joining());
        TemporaryFolder folder = TemporaryFolder.create("node-guard");
        try {
            String inFolder = shown.replace("../kosmos-admission/k8s", "%1$s");
            String whole = rendered(folder, inFolder + "resources: [%1$s/base]");
            String base = rendered(folder, "resources: [%1$s/base]");
            assertThat(whole.split("---\n")).hasSize(base.split("---\n").length + component.split("---\n").length);
            assertThat(whole.split("validationActions:\n  - Warn\n  - Audit\n", -1))
                    .hasSize(3);
            assertThat(whole).contains("\n  providerLabel: node-restriction.kubernetes.io/provider\n");
        } finally {
            folder.delete();
        }
    }

    @Test
    void everyExpressionFitsTheTypesOfWhatItIsAbout() {
        TypeChecks checks = new TypeChecks(plane);
        for (String policy : List.of(PARAMETERS, "kosmos-admission-storage-guard", OURS, OURS + "-key")) {
            assertThat(checks.warnings(policy)).as(policy).isEmpty();
        }
        plane.apply("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: misspelt}
                spec:
                  matchConstraints:
                    resourceRules: [{apiGroups: [""], apiVersions: [v1], resources: [nodes], operations: [UPDATE]}]
                  variables: [{name: labels, expression: object.metadata.lables}]
                  validations: [{expression: variables.labels.size() < 9}]
                """);
        assertThat(checks.warnings("misspelt")).singleElement().asString().contains("undefined field 'lables'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label --overwrite node aws-1 provider=gcp",
                "label node aws-1 provider-",
                "patch node aws-1 --subresource=status -p {\"metadata\":{\"labels\":{\"provider\":\"gcp\"}}}",
                "patch node aws-1 --type=json -p [{\"op\":\"remove\",\"path\":\"/metadata/labels\"}]",
                "taint node aws-1 provider-",
                "taint node aws-1 provider:NoSchedule-",
                "taint --overwrite node aws-1 provider=gcp:NoSchedule",
                "taint node aws-1 provider=aws:NoExecute",
                "patch node aws-1 -p {\"spec\":{\"taints\":null}}"
            })
    void whoMayPatchNodesNeitherMovesOneNorTakesItsTaintAway(String change) {
        Result result = as(PATCHER, change.split(" "));
        assertThat(result.stderr()).contains(BY_GUARD, " by " + PATCHER + ": ");
        assertThat(result.exit()).isNotZero();
        assertThat(node("aws-1")).isEqualTo("aws [provider=aws:NoSchedule]");
    }

    @Test
    void whatIsRefusedSaysWhatWhereAndWhatToDo() {
        String wayOut = " by " + PATCHER + WAY_OUT;
        plane.apply(Nodes.named("bare", 1).manifests());
        assertThat(as(PATCHER, "label", "--overwrite", "node", "aws-1", "provider=gcp")
                        .stderr()
                        .strip())
                .endsWith("label provider of node aws-1 must not be changed from \"aws\" to \"gcp\"" + wayOut);
        assertThat(as(PATCHER, "label", "node", "aws-1", "provider-").stderr().strip())
                .endsWith("label provider of node aws-1 must not be removed (\"aws\")" + wayOut);
        assertThat(as(PATCHER, "label", "node", "bare-1", "provider=gcp")
                        .stderr()
                        .strip())
                .endsWith("label provider of node bare-1 must not be set to \"gcp\"" + wayOut);
        assertThat(as(PATCHER, "label", "node", "bare-1", "provider=").stderr().strip())
                .endsWith("label provider of node bare-1 must not be set to \"\"" + wayOut);
        assertThat(as(PATCHER, "taint", "node", "aws-1", "provider-").stderr().strip())
                .endsWith("taint provider=aws:NoSchedule of node aws-1 must not be removed" + wayOut);
        assertThat(as(PATCHER, "taint", "node", "bare-1", "provider=x:NoSchedule")
                        .stderr()
                        .strip())
                .endsWith("taint provider=x:NoSchedule of node bare-1 must not be added" + wayOut);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cordon aws-1",
                "uncordon aws-1",
                "label node aws-1 team=a",
                "label node aws-1 team-",
                "annotate node aws-1 note=x",
                "taint node aws-1 dedicated=gpu:NoExecute",
                "taint node aws-1 dedicated-",
                "patch node aws-1 -p {\"metadata\":{\"labels\":{\"provider\":\"aws\",\"seen\":\"yes\"}}}",
                "patch node aws-1 --subresource=status --type=merge -p {\"status\":{\"capacity\":{\"x.io/y\":\"1\"}}}"
            })
    void everyOtherChangePasses(String change) {
        succeeds(as(PATCHER, change.split(" ")));
    }

    @Test
    void whoMayLabelMoves() {
        plane.apply(Nodes.of("one", 2).tainted().manifests());
        succeeds(as(LABELLER, "label", "--overwrite", "node", "one-2", "provider=two"));
        succeeds(as(LABELLER, "taint", "--overwrite", "node", "one-2", "provider=two:NoSchedule"));
        assertThat(node("one-2")).isEqualTo("two [provider=two:NoSchedule]");
        succeeds(as("ada", "label", "--overwrite", "node", "one-2", "provider=three"));

        String one = "system:serviceaccount:default:labels-one";
        succeeds(as(one, "label", "--overwrite", "node", "one-1", "provider=two"));
        assertThat(as(one, "label", "--overwrite", "node", "one-2", "provider=two")
                        .stderr())
                .contains(BY_GUARD);
    }

    @Test
    void cloudControllerManagersMoveAndWhoeverIsAddedToThem() {
        plane.apply(Nodes.of("cloud", 1).tainted().manifests());
        succeeds(as(CONTROLLER_MANAGER, "label", "--overwrite", "node", "cloud-1", "provider=hetzner"));
        succeeds(as(CONTROLLER_MANAGER, "taint", "node", "cloud-1", "provider-"));
        assertThat(node("cloud-1")).isEqualTo("hetzner []");

        String trusted = parameter("trusted");
        try {
            parameter("trusted", trusted + "  " + PATCHER + "\t\n");
            await("the line counts")
                    .until(() -> as(PATCHER, "label", "--overwrite", "node", "cloud-1", "provider=gcp")
                                    .exit()
                            == 0);
            succeeds(as(CONTROLLER_MANAGER, "label", "--overwrite", "node", "cloud-1", "provider=aws"));
        } finally {
            parameter("trusted", trusted);
        }
    }

    @Test
    void theKeyIsTheOneThatTheParametersName() {
        String key = "node-restriction.kubernetes.io/provider";
        plane.apply(Nodes.named("key", 1).labelled(key, "aws").manifests());
        try {
            parameter("providerLabel", key);
            await("the key counts")
                    .until(() -> as(PATCHER, "label", "--overwrite", "node", "key-1", key + "=gcp")
                            .stderr()
                            .contains(BY_GUARD));
            succeeds(as(PATCHER, "label", "node", "key-1", "provider=any"));
        } finally {
            parameter("providerLabel", "provider");
        }
    }

    @Test
    void aKubeletBringsItsLabelAndNeverChangesIt() {
        plane.apply(Nodes.named("late", 1).manifests());
        succeeds(asKubelet("kubelet-1", Nodes.of("kubelet", 1).tainted().manifests(), "create", "-f", "-"));
        assertThat(node("kubelet-1")).isEqualTo("kubelet [provider=kubelet:NoSchedule]");

        for (String[] change : List.of(
                new String[] {"label", "--overwrite", "node", "kubelet-1", "provider=aws"},
                new String[] {"label", "node", "kubelet-1", "provider-"})) {
            assertThat(asKubelet("kubelet-1", "", change).stderr()).contains(BY_GUARD);
        }
        assertThat(asKubelet("late-1", "", "label", "node", "late-1", "provider=aws")
                        .stderr())
                .contains(BY_GUARD);
        assertThat(restarted("kubelet-1", "provider", "aws").stderr()).contains(BY_GUARD);
        succeeds(restarted("kubelet-1", "provider", "kubelet"));
        succeeds(restarted("kubelet-1", "topology.kubernetes.io/region", "kubelet-1"));
        assertThat(node("kubelet-1")).isEqualTo("kubelet [provider=kubelet:NoSchedule]");
    }

    /** A kubelet that finds its Node there updates it through its status. */
    private static Result restarted(String name, String label, String value) {
        JsonObject node = new JsonObject(plane.ask("get", "node", name, "-o", "json"));
        node.getJsonObject("metadata").remove("resourceVersion");
        node.getJsonObject("metadata").getJsonObject("labels").put(label, value);
        String path = "/api/v1/nodes/" + name + "/status";
        return asKubelet(name, "\n" + node.encode(), "replace", "--raw", path, "-f", "-");
    }

    @Test
    void ourAccountSetsTheLabelWhereThereIsNoneAndChangesNothingElse() {
        creates(Nodes.named("ours", 2).tainted("{key: a, effect: NoSchedule}").manifests());
        for (String change : List.of(
                "label node ours-1 team=a",
                "label node ours-1 provider=aws team=a",
                "label node ours-1 kubernetes.io/os-",
                "label --overwrite node ours-1 kubernetes.io/os=windows",
                "annotate node ours-1 note=x",
                "patch node ours-1 -p {\"spec\":{\"unschedulable\":true}}",
                "taint node ours-1 a-",
                "taint node ours-1 provider=aws:NoSchedule",
                "patch node ours-1 -p {\"spec\":{\"taints\":null},\"metadata\":{\"labels\":{\"provider\":\"aws\"}}}",
                "patch node ours-1 --type=merge -p {\"metadata\":{\"finalizers\":[\"kosmos-admission.io/x\"]}}",
                "patch node ours-1 --subresource=status --type=merge -p {\"status\":{\"capacity\":{\"x.io/y\":\"1\"}}}",
                "delete node ours-1 --wait=false",
                "label --overwrite node aws-1 provider=gcp",
                "label node aws-1 provider-")) {
            Result result = asOurs("", change.split(" "));
            assertThat(result.stderr()).as(change).contains("ValidatingAdmissionPolicy 'kosmos-admission-");
            assertThat(result.exit()).as(change).isNotZero();
        }
        succeeds(labelled("ours-1", "provider", "aws"));
        succeeds(labelled("ours-1", "provider", "aws"));
        assertThat(node("ours-1")).isEqualTo("aws [a=:NoSchedule]");
        assertThat(labelled("ours-2", "team", "a").stderr())
                .contains("kosmos-admission must not set label team of a node, only provider: providerLabel of the"
                        + " rules and of ConfigMap kosmos-admission/kosmos-admission-label-nodes must be the same");
        assertThat(labelled("gone-1", "provider", "aws").stderr())
                .contains("kosmos-admission must neither create nor delete a node");
    }

    /** As the lease holder does it. */
    private static Result labelled(String node, String key, String value) {
        String label =
                "{apiVersion: v1, kind: Node, metadata: {name: %s, labels: {%s: %s}}}".formatted(node, key, value);
        return asOurs(label, "apply", "--server-side", "--field-manager=kosmos-admission-nodes", "-f", "-");
    }

    @Test
    void storageStaysWithItsProvider() {
        creates(Manifests.storageClass("nas", "nas.example.com"));
        String volume = """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: share, annotations: {kosmos-admission.io/provider: aws}}
                spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteMany], nfs: {server: nas, path: /}}
                """;
        creates(volume);
        assertThat(as(PATCHER, "annotate", "storageclass", "nas", ANNOTATION + "=aws")
                        .stderr()
                        .strip())
                .endsWith("annotation kosmos-admission.io/provider of StorageClass nas must not be changed"
                        + " from \"\" to \"aws\" by " + PATCHER + WAY_OUT);
        String byGuard = "ValidatingAdmissionPolicy 'kosmos-admission-storage-guard'";
        String status = "{\"metadata\":{\"annotations\":{\"kosmos-admission.io/provider\":\"any\"}}}";
        assertThat(as(PATCHER, "annotate", "pv", "share", ANNOTATION + "-").stderr())
                .contains(byGuard);
        assertThat(as(PATCHER, "patch", "pv", "share", "--subresource=status", "--type=merge", "-p", status)
                        .stderr())
                .contains(byGuard);

        succeeds(as(PATCHER, "annotate", "storageclass", "nas", "note=x"));
        succeeds(as(PATCHER, "label", "pv", "share", "team=a"));
        succeeds(as(LABELLER, "annotate", "storageclass", "nas", ANNOTATION + "=aws"));
        succeeds(as(CONTROLLER_MANAGER, "annotate", "--overwrite", "pv", "share", ANNOTATION + "=any"));
    }

    @Test
    void theGuardAloneHoldsOurAccountToo() {
        creates(Nodes.named("alone", 1).manifests());
        plane.ask("delete", BINDINGS, OURS, OURS + "-key");
        try {
            await("our policies hold nobody")
                    .until(() -> asOurs("", "annotate", "--overwrite", "node", "aws-1", "note=x")
                                    .exit()
                            == 0);
            assertThat(asOurs("", "label", "--overwrite", "node", "aws-1", "provider=gcp")
                            .stderr())
                    .contains(BY_GUARD);
            assertThat(asOurs("", "label", "node", "aws-1", "provider-").stderr())
                    .contains(BY_GUARD);
            assertThat(asOurs("", "taint", "node", "alone-1", "provider=aws:NoSchedule")
                            .stderr())
                    .contains(BY_GUARD);
            succeeds(labelled("alone-1", "provider", "aws"));
        } finally {
            plane.ask("apply", "-f", Installation.path("k8s/components/label-nodes/policy.yaml"));
        }
        awaitOurPolicies();
    }

    /** Ours then keeps to what needs no ConfigMap: one new label, and nothing that is there. */
    @Test
    void withoutParametersNobodyIsStopped() {
        plane.apply(Nodes.of("free", 1).tainted().manifests());
        plane.ask("delete", "configmap", PARAMETERS, OURS, "-n", Installation.NAMESPACE);
        try {
            await("the policies have no parameters")
                    .until(() -> as(PATCHER, "label", "--overwrite", "node", "free-1", "provider=gcp")
                                    .exit()
                            == 0);
            succeeds(as(PATCHER, "taint", "node", "free-1", "provider-"));
            assertThat(node("free-1")).isEqualTo("gcp []");
            succeeds(asOurs("", "label", "node", "free-1", "any=x"));
            assertThat(asOurs("", "label", "--overwrite", "node", "free-1", "provider=aws")
                            .stderr())
                    .contains("must not change or remove a label of a node");
        } finally {
            plane.apply(component);
            plane.ask("apply", "-f", Installation.path("k8s/components/label-nodes/policy.yaml"));
        }
        awaitOurPolicies();
    }

    private static void awaitOurPolicies() {
        await("our policies are in force")
                .until(() -> asOurs("", "label", "--dry-run=server", "node", "aws-1", "team=x")
                        .stderr()
                        .contains("'" + OURS + "-key'"));
        await("our policies are in force")
                .until(() -> asOurs("", "annotate", "--dry-run=server", "node", "aws-1", "team=x")
                        .stderr()
                        .contains("'" + OURS + "'"));
    }

    private static Result as(String user, String... command) {
        return with("", command, "--as=" + user);
    }

    private static void creates(String manifest) {
        succeeds(with(manifest, new String[] {"create", "-f", "-"}, "--as=" + PATCHER));
    }

    private static Result asKubelet(String node, String stdin, String... command) {
        return with(
                stdin,
                command,
                "--as=system:node:" + node,
                "--as-group=system:nodes",
                "--as-group=system:authenticated");
    }

    /** With a token of the account, which RBAC and the policies know by it. */
    private static Result asOurs(String stdin, String... command) {
        return with(stdin, command, "--kubeconfig=" + ourAccount);
    }

    private static Result with(String stdin, String[] command, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(command));
        all.addAll(Arrays.asList(more));
        return plane.kubectlWith(stdin, all.toArray(String[]::new));
    }

    private static void succeeds(Result result) {
        assertThat(result.exit()).as(result.toString()).isZero();
    }

    /** A node's provider, and its taints but those of the control plane. */
    private static String node(String name) {
        JsonObject node = new JsonObject(plane.ask("get", "node", name, "-o", "json"));
        JsonArray taints = node.getJsonObject("spec").getJsonArray("taints");
        List<String> told = Json.objects(taints).stream()
                .filter(taint -> !taint.getString("key").startsWith("node.kubernetes.io/"))
                .map(NodeGuardIT::text)
                .toList();
        return Json.labels(node).getOrDefault("provider", "-") + " " + told;
    }

    private static String text(JsonObject taint) {
        return taint.getString("key") + "=" + taint.getString("value", "") + ":" + taint.getString("effect");
    }

    private static String parameter(String key) {
        return plane.ask(
                "get", "configmap", PARAMETERS, "-n", Installation.NAMESPACE, "-o", "jsonpath={.data." + key + "}");
    }

    private static void parameter(String key, String value) {
        String patch =
                new JsonObject().put("data", new JsonObject().put(key, value)).encode();
        plane.ask("patch", "configmap", PARAMETERS, "-n", Installation.NAMESPACE, "-p", patch);
    }
}
