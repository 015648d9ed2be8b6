package io.kosmosadmission.realcluster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.installed.AttributesClasses;
import io.kosmosadmission.realcluster.installed.Grant;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.installed.Installed;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.AuditLog;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.scene.Claims;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rights that k8s/ grants against those that the packaged server asks for, by the audit log of a real API server: none
 * is missing, and none goes unused.
 */
class RightsIT {
    private static final String US = "system:serviceaccount:kosmos-admission:kosmos-admission";
    private static final String IN_OURS = "--namespace=" + Installation.NAMESPACE;
    private static final int REFUSED = 403;

    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            providers: [{name: scaleway, attachLabels: {k8s.scaleway.com/managed: "true"}}]
            rules:
            - name: labelled
              match: [{namespaceSelector: {matchLabels: {team: a}}}]
              placement: {spread: {}, prefer: [vultr]}
            """;

    /** A pod's volumes and where it may run: on scaleway, with a claim of that name. */
    private static final String POD_SPEC = """
            {restartPolicy: %2$s, nodeSelector: {provider: scaleway}, containers: [{name: main, image: "app:1"}], \
            volumes: [{name: data, persistentVolumeClaim: {claimName: of-%1$s}}]}""";

    private static final String SNAPSHOT = """
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshotContent
            metadata: {name: of-scaleway}
            spec:
              deletionPolicy: Retain
              driver: csi.scaleway.com
              source: {snapshotHandle: snap-1}
              volumeSnapshotRef: {name: of-scaleway, namespace: default}
            ---
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshot
            metadata: {name: of-scaleway}
            spec: {source: {volumeSnapshotContentName: of-scaleway}}
            ---
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshotClass
            metadata: {name: of-scaleway}
            deletionPolicy: Retain
            driver: csi.scaleway.com
            ---
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshot
            metadata: {name: without-content}
            spec: {volumeSnapshotClassName: of-scaleway, source: {persistentVolumeClaimName: gone}}
            """;

    /** On a Service, it is found, and told on the Service. */
    private static final String OF_AWS = "service.beta.kubernetes.io/aws-load-balancer-type";

    private static final String TEMPLATE = "template: {metadata: {labels: {app: x}}, spec: " + POD_SPEC + "}";
    private static final String SELECTOR = "selector: {matchLabels: {app: x}}, ";

    @Test
    void whatIsGrantedIsWhatIsUsed() {
        TemporaryFolder folder = TemporaryFolder.create("rights");
        AuditLog audit = AuditLog.of(US, folder.path());
        try (ControlPlane plane = ControlPlane.start(flags(audit))) {
            install(plane);
            Set<Grant> granted = new HashSet<>(Grant.of(plane, "clusterrole", "kosmos-admission"));
            granted.addAll(Grant.of(plane, "role", "kosmos-admission", IN_OURS));
            granted.addAll(Grant.of(plane, "role", "kosmos-admission-canary", "--namespace=kosmos-admission-canary"));
            mayNotDoMore(plane);
            Installed installed = new Installed(plane, folder);
            installed.rules(RULES);
            try (PackagedServer server = PackagedServer.start(
                    Ports.free(2),
                    folder.path().resolve("certs"),
                    folder.path().resolve("server.log"),
                    "--kubeconfig",
                    installed
                            .kubeconfig("kosmos-admission", Installation.NAMESPACE)
                            .toString(),
                    "--certificates=managed")) {
                deniedClaims(server);
                deniedPod(server);
                deniedNode(server);
                deniedRestore(server, "of-scaleway");
                deniedRestore(server, "without-content");
                unknownNamespace(server);
                wrongRulesTwice(installed);
                whatSlippedByIsTold(plane);
                awaitEvent(installed, "ProviderWithoutNode");
                await("all rights are used")
                        .untilAsserted(() -> assertThat(unused(granted, audit)).isEmpty());
            }
            Grant more = new Grant("delete", "", "pods", "", "");
            granted.add(more);
            assertThat(unused(granted, audit)).as("one too many is named").containsExactly(more);
            assertThat(audit.requests())
                    .allMatch(request -> granted.stream().anyMatch(grant -> grant.allows(request)))
                    .noneMatch(request -> request.answer() == REFUSED);
        } finally {
            folder.delete();
        }
    }

    private static String[] flags(AuditLog audit) {
        return Stream.of(audit.flags(), AttributesClasses.flags())
                .flatMap(Stream::of)
                .toArray(String[]::new);
    }

    private static List<Grant> unused(Set<Grant> granted, AuditLog audit) {
        Set<AuditLog.Request> requests = audit.requests();
        return granted.stream()
                .filter(grant -> requests.stream().noneMatch(grant::allows))
                .toList();
    }

    /** As k8s/ does, but that nothing runs or is called; and a cluster that has something of everything. */
    private static void install(ControlPlane plane) {
        for (String file : List.of(
                "namespace", "rbac", "state", "certificates", "canary", "mutating-webhook", "validating-webhook")) {
            plane.ask("apply", "-f", Installation.path("k8s/base/" + file + ".yaml"));
        }
        plane.ask("apply", "-f", Installation.path("src/test/resources/crds/snapshots.yaml"));
        plane.ask("wait", "--for=condition=Established", "crd", "--all", "--timeout=180s");
        plane.apply(Nodes.of("aws", 1).manifests());
        plane.apply(Nodes.of("scaleway", 1).manifests());
        plane.apply(Manifests.storageClass("gp3", "ebs.csi.aws.com"));
        plane.apply("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: of-aws}
                spec:
                  accessModes: [ReadWriteOnce]
                  capacity: {storage: 1Gi}
                  storageClassName: ""
                  claimRef: {name: of-bound, namespace: default}
                  csi: {driver: ebs.csi.aws.com, volumeHandle: vol-1}
                """);
        plane.apply(Claims.claim("of-bound", "storageClassName: \"\"\n  volumeName: of-aws"));
        plane.apply(Manifests.storageClass("scw-bssd", "csi.scaleway.com"));
        plane.apply(Claims.claim("of-scaleway", "storageClassName: scw-bssd"));
        plane.apply(SNAPSHOT);
        plane.apply(AttributesClasses.manifest("fast", "ebs.csi.aws.com"));
        plane.apply("{apiVersion: v1, kind: Service, metadata: {name: of-aws, annotations: {" + OF_AWS
                + ": external}}, spec: {type: LoadBalancer, ports: [{port: 80}]}}");
        consumers().forEach(plane::apply);
        plane.apply("{apiVersion: apps/v1, kind: Deployment, metadata: {name: slipped-by}, spec: {" + SELECTOR
                + TEMPLATE.formatted("bound", "Always") + "}}");
    }

    /** Each names a claim that isn't there yet. */
    private static Stream<String> consumers() {
        String job = "{" + TEMPLATE.formatted("job", "Never") + "}";
        String cronJob = "{" + TEMPLATE.formatted("cronjob", "Never") + "}";
        return Stream.of(
                consumer("apps/v1", "Deployment", "{" + SELECTOR + TEMPLATE.formatted("deployment", "Always") + "}"),
                consumer(
                        "apps/v1",
                        "StatefulSet",
                        "{serviceName: x, " + SELECTOR + TEMPLATE.formatted("statefulset", "Always") + "}"),
                consumer("apps/v1", "DaemonSet", "{" + SELECTOR + TEMPLATE.formatted("daemonset", "Always") + "}"),
                consumer("apps/v1", "ReplicaSet", "{" + SELECTOR + TEMPLATE.formatted("replicaset", "Always") + "}"),
                consumer("batch/v1", "Job", job),
                consumer("batch/v1", "CronJob", "{schedule: \"0 0 1 1 *\", jobTemplate: {spec: " + cronJob + "}}"),
                consumer("v1", "Pod", POD_SPEC.formatted("pod", "Always")));
    }

    private static String consumer(String apiVersion, String kind, String spec) {
        return "{apiVersion: %s, kind: %s, metadata: {name: %s}, spec: %s}"
                .formatted(apiVersion, kind, kind.toLowerCase(Locale.ROOT), spec);
    }

    /** Each denial rests on its consumer and on the class, which are read live. */
    private static void deniedClaims(PackagedServer server) {
        for (String consumer :
                List.of("deployment", "statefulset", "daemonset", "replicaset", "job", "cronjob", "pod")) {
            String claim = """
                    {"metadata": {"name": "of-%s", "namespace": "default"}, "spec": {"storageClassName": "gp3"}}
                    """.formatted(consumer);
            assertThat(answer(server, "validate", "PersistentVolumeClaim", "default", claim))
                    .contains("\"allowed\":false", "KA103", consumer + " \\\"" + consumer + "\\\"");
        }
    }

    /** It rests on its claim and the volume. */
    private static void deniedPod(PackagedServer server) {
        String pod = """
                {"metadata": {"name": "web", "namespace": "default"}, "spec": {"nodeSelector": {"provider": "scaleway"},
                 "volumes": [{"name": "data", "persistentVolumeClaim": {"claimName": "of-bound"}}]}}
                """;
        assertThat(answer(server, "validate", "Pod", "default", pod)).contains("\"allowed\":false", "KA101");
    }

    /** It rests on the node, which lacks an attachLabel, and on its CSINode. */
    private static void deniedNode(PackagedServer server) {
        String pod = """
                {"metadata": {"name": "web", "namespace": "default"}, "spec": {"nodeSelector": {"kubernetes.io/hostname": "scaleway-1"},
                 "volumes": [{"name": "data", "persistentVolumeClaim": {"claimName": "of-scaleway"}}]}}
                """;
        assertThat(answer(server, "validate", "Pod", "default", pod)).contains("\"allowed\":false", "KA105");
    }

    /** It rests on the snapshot, its content or its class, and the attributes class. */
    private static void deniedRestore(PackagedServer server, String snapshot) {
        String claim = """
                {"metadata": {"name": "restored", "namespace": "default"}, "spec": {"storageClassName": "gp3",
                 "volumeAttributesClassName": "fast",
                 "dataSource": {"apiGroup": "snapshot.storage.k8s.io", "kind": "VolumeSnapshot", "name": "%s"}}}
                """.formatted(snapshot);
        assertThat(answer(server, "validate", "PersistentVolumeClaim", "default", claim))
                .contains("\"allowed\":false", "KA106");
    }

    /** Whose labels a rule asks for. */
    private static void unknownNamespace(PackagedServer server) {
        String pod = "{\"metadata\": {\"name\": \"web\", \"namespace\": \"nowhere\"}, \"spec\": {}}";
        assertThat(answer(server, "mutate", "Pod", "nowhere", pod)).contains("\"allowed\":true");
    }

    private static String answer(PackagedServer server, String webhook, String kind, String namespace, String object) {
        String review = """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "u", "operation": "CREATE",
                 "kind": {"group": "", "version": "v1", "kind": "%s"}, "namespace": "%s", "object": %s}}
                """.formatted(kind, namespace, object);
        return given().relaxedHTTPSValidation()
                .contentType("application/json")
                .body(review)
                .post(server.url("/" + webhook + "?timeout=10s"))
                .asString();
    }

    /** The same Event: made first, told again then. */
    private static void wrongRulesTwice(Installed installed) {
        installed.rules("nonsense");
        awaitEvent(installed, "RulesInvalid");
        installed.rules(RULES);
        awaitEvent(installed, "RulesAccepted");
        installed.rules("nonsense");
    }

    /** In a namespace that isn't ours. */
    private static void whatSlippedByIsTold(ControlPlane plane) {
        await("the Events of a conflict")
                .untilAsserted(() -> assertThat(plane.ask(
                                "get",
                                "events",
                                "--field-selector=reason=StorageConflict",
                                "-o",
                                "jsonpath={.items[*].involvedObject.name}"))
                        .contains("slipped-by", "of-bound"));
    }

    private static void awaitEvent(Installed installed, String reason) {
        await(reason)
                .until(() -> installed
                        .ask("get", "events", "-o", "jsonpath={.items[*].reason}")
                        .contains(reason));
    }

    /** Of what would be dear: by the authorizer, whatever roles say. */
    private static void mayNotDoMore(ControlPlane plane) {
        assertThat(mayNot(plane, "list", "pods", "--all-namespaces")).isEmpty();
        assertThat(Stream.of(
                                List.of("list", "secrets", IN_OURS),
                                List.of("update", "secrets/kosmos-admission-tls", IN_OURS),
                                List.of("get", "secrets/another", IN_OURS),
                                List.of("create", "secrets", IN_OURS),
                                List.of("list", "configmaps", IN_OURS),
                                List.of("update", "configmaps/kosmos-admission-rules", IN_OURS),
                                List.of("create", "configmaps", IN_OURS),
                                List.of("delete", "leases/kosmos-admission", IN_OURS),
                                List.of("get", "events", "--namespace=default"),
                                List.of("create", "pods", "--namespace=default"),
                                List.of("update", "nodes"),
                                List.of("update", "mutatingwebhookconfigurations/zz-kosmos-admission"),
                                List.of("patch", "mutatingwebhookconfigurations/another"),
                                List.of("delete", "validatingwebhookconfigurations/zz-kosmos-admission"),
                                List.of("patch", "validatingadmissionpolicies/kosmos-admission-certificates"))
                        .filter(right ->
                                mayNot(plane, right.toArray(String[]::new)).isEmpty()))
                .isEmpty();
    }

    /** What kubectl says where the account may not; empty where it may. */
    private static String mayNot(ControlPlane plane, String... right) {
        List<String> command = new ArrayList<>(List.of("auth", "can-i", "--as=" + US));
        command.addAll(List.of(right));
        Result result = plane.kubectl(command.toArray(String[]::new));
        return result.exit() == 0 ? "" : result.stdout();
    }
}
