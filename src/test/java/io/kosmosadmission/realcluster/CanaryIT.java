package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.certificates.CertificateMaker;
import io.kosmosadmission.certificates.Pem;
import io.kosmosadmission.certificates.ServingCertificate;
import io.kosmosadmission.cluster.ClusterAddress;
import io.kosmosadmission.cluster.ClusterSettings;
import io.kosmosadmission.cluster.ClusterSource;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.installed.Installed;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.Closer;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whether we are called, with the rights of the shipped account: the lease is held here, by a source that asks more often
 * than each minute, and the API server calls a packaged server, which is the second replica.
 */
class CanaryIT {
    private static final String CANARY = "kosmos-admission-canary";
    private static final String US = "--as=system:serviceaccount:kosmos-admission:kosmos-admission";
    private static final ClusterSettings OFTEN = new ClusterSettings(
            Optional.empty(), Mode.Enforce, Optional.empty(), Duration.ofMinutes(1), Duration.ofSeconds(2));

    private static final String POD = """
            {apiVersion: v1, kind: Pod, metadata: {name: ours, namespace: %s}, spec: {securityContext: {runAsNonRoot: true, \
            runAsUser: 1, seccompProfile: {type: RuntimeDefault}}, containers: [{name: main, image: "app:1", securityContext: \
            {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}]}}
            """;

    private final Closer closing = new Closer();
    private final int port = Ports.free(2);
    private final String address = "https://127.0.0.1:" + port + "/";
    private ControlPlane plane;
    private Installed installed;
    private Path account;
    private ClusterSource holder;
    private PackagedServer server;

    @AfterEach
    void end() {
        closing.close();
    }

    private void start(String rules, String... flags) throws IOException {
        plane = ControlPlane.start(flags);
        closing.add(plane::close);
        Installation.forDevelopment(plane, address);
        installed = new Installed(plane, TemporaryFolder.create("canary"));
        closing.add(installed.folder()::delete);
        installed.rules("apiVersion: kosmos-admission.io/v1alpha1\nkind: KosmosConfiguration\n" + rules);
        plane.apply(Nodes.of("aws", 1).manifests());
        plane.apply(Nodes.of("scaleway", 1).manifests());
        make(certificates());
        trust(certificates().resolve("ca.crt"));
        account = installed.kubeconfig("kosmos-admission", Installation.NAMESPACE);
        holder = ClusterSource.connect(new ClusterAddress(Optional.of(account), Optional.empty()), OFTEN);
        closing.add(holder::close);
        holder.start();
        await("the lease is held")
                .until(() -> !installed
                        .ask("get", "lease", "kosmos-admission", "-o", "jsonpath={.spec.holderIdentity}")
                        .isEmpty());
        server = replica();
        await("it is called").until(() -> holder.called().orElse(false));
    }

    /** Before anybody asks: the same sentence is told once an hour. */
    private static void make(Path folder) throws IOException {
        ServingCertificate made = CertificateMaker.make(Set.of("127.0.0.1"), Duration.ofDays(1), Instant.now());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("tls.crt"), Pem.of(made.leaf()));
        Files.writeString(folder.resolve("tls.key"), Pem.of(made.key()));
        Files.writeString(folder.resolve("ca.crt"), Pem.of(made.chain().get(1)));
    }

    private PackagedServer replica() {
        PackagedServer replica = PackagedServer.start(
                port,
                certificates(),
                installed.folder().path().resolve("server.log"),
                "--kubeconfig",
                account.toString());
        closing.add(replica::kill);
        return replica;
    }

    private Path certificates() {
        return installed.folder().path().resolve("certs");
    }

    private void trust(Path authority) {
        Installation.trust(plane, authority);
    }

    @Test
    void whatIsWrongIsToldInTheApiServersWordsAndTakenBack() throws IOException {
        // With this flag the API server looks at the endpoints of a Service itself, where otherwise kube-proxy refuses.
        start("mode: Disabled\nexempt: [{namespaces: [\"*\"]}]\n", "--enable-aggregator-routing=true");
        theOtherReplicaAsksNothingAndCountsNothing();

        Path stranger = plane.file("ca.crt");
        told("NotCalled", "x509: certificate signed by unknown authority", () -> trust(stranger));
        well(() -> trust(certificates().resolve("ca.crt")));

        String closed = "127.0.0.1:" + Ports.free(1);
        told(
                "NotCalled",
                "dial tcp " + closed + ": connect: connection refused",
                () -> Installation.forDevelopment(plane, "https://" + closed + "/"));
        well(() -> Installation.forDevelopment(plane, address));

        told(
                "NotCalled",
                "service \"kosmos-admission\" not found",
                () -> plane.ask("apply", "-f", Installation.path("k8s/base/mutating-webhook.yaml")));
        told(
                "NotCalled",
                "no endpoints available for service \"kosmos-admission\"",
                () -> plane.ask("apply", "-f", Installation.path("k8s/base/service.yaml")));
        well(() -> Installation.forDevelopment(plane, address));

        told(
                "NotCalled",
                "ValidatingWebhookConfiguration zz-kosmos-admission has no fail-closed entry",
                () -> plane.ask("delete", "validatingwebhookconfiguration", "zz-kosmos-admission"));
        well(() -> {
            Installation.forDevelopment(plane, address);
            trust(certificates().resolve("ca.crt"));
        });

        told(
                "CanaryRefused",
                "exceeded quota: none",
                () -> plane.apply("{apiVersion: v1, kind: ResourceQuota, metadata: {name: none, namespace: " + CANARY
                        + "}, spec: {hard: {pods: \"0\"}}}"));
        assertThat(holder.called()).as("nobody knows").isEmpty();
        well(() -> plane.ask("delete", "resourcequota", "none", "-n", CANARY));

        anEntryThatDiffersIsFoundWhileTheOthersAreCalled();
        aRecordThatIsNoLongerTrueIsTakenBack();
        ourAccountMayDoNoMore();
        assertThat(plane.ask("get", "pods", "-n", CANARY, "-o", "name"))
                .as("nothing is ever stored")
                .isEmpty();

        holder.close();
        await("the next holder asks").until(() -> server.metric("kosmos_admission_called") == 1);
    }

    private void theOtherReplicaAsksNothingAndCountsNothing() {
        assertThat(server.metric("kosmos_admission_called")).isNaN();
        assertThat(server.metrics())
                .doesNotContain("reason=\"called\"")
                .contains("kosmos_admission_review_seconds_count{webhook=\"mutate\"} 0")
                .contains("kosmos_admission_review_seconds_count{webhook=\"validate\"} 0");
    }

    /** Of what has no namespace, a line each: reason and message. */
    private String events() {
        return plane.ask(
                "get", "events", "-n", "default", "-o", "jsonpath={range .items[*]}{.reason} {.message}{\"\\n\"}{end}");
    }

    private void told(String reason, String sentence, Runnable mistake) {
        mistake.run();
        Instant begin = Instant.now();
        await(sentence)
                .untilAsserted(() -> assertThat(events().lines())
                        .anySatisfy(
                                event -> assertThat(event).startsWith(reason).contains(sentence)));
        String check = reason.equals("NotCalled") ? "not-called" : "canary-refused";
        await("it is counted").until(() -> holder.findings().get(check) == 1);
        assertThat(holder.called().orElse(false)).isFalse();
        System.out.println(reason + " after " + Duration.between(begin, Instant.now()) + ": " + sentence);
    }

    private void well(Runnable mending) {
        mending.run();
        await("it is taken back")
                .until(() -> holder.called().orElse(false)
                        && holder.findings().get("not-called") == 0
                        && holder.findings().get("canary-refused") == 0);
    }

    private void anEntryThatDiffersIsFoundWhileTheOthersAreCalled() {
        assertThat(holder.findings().get("entries-differ")).isZero();
        plane.ask(
                "patch",
                "validatingwebhookconfiguration",
                "zz-kosmos-admission",
                "--type=json",
                "-p",
                "[{\"op\":\"replace\",\"path\":\"/webhooks/4/clientConfig/url\",\"value\":\"https://127.0.0.1:1/\"}]");
        await("it is told")
                .untilAsserted(() -> assertThat(events().lines())
                        .anySatisfy(event -> assertThat(event)
                                .startsWith("EntriesDiffer ValidatingWebhookConfiguration calls claims.validate.")
                                .contains("by another clientConfig (url) than pods-fail-closed.validate.")));
        assertThat(holder.called()).contains(true);
        Installation.forDevelopment(plane, address);
        await("it is taken back").until(() -> holder.findings().get("entries-differ") == 0);
    }

    private void aRecordThatIsNoLongerTrueIsTakenBack() {
        installed.ask(
                "patch",
                "configmap",
                "kosmos-admission-last-good",
                "-p",
                "{\"data\": {\"required-anti-affinity\": \"forbidden\"}}");
        await("it is taken back").until(() -> record().isEmpty());
    }

    private String record() {
        return installed.ask(
                "get", "configmap", "kosmos-admission-last-good", "-o", "jsonpath={.data.required-anti-affinity}");
    }

    /** By its rights, and where somebody has given it more, by the policies. */
    private void ourAccountMayDoNoMore() {
        assertThat(created(CANARY, "--dry-run=server").exit()).isZero();
        assertThat(created(CANARY).stderr()).contains("may ask for pods by dry run in its canary's namespace");
        assertThat(created("default", "--dry-run=server").stderr()).contains("cannot create resource \"pods\"");
        plane.ask(
                "create",
                "clusterrolebinding",
                "more",
                "--clusterrole=edit",
                "--serviceaccount=kosmos-admission:kosmos-admission");
        await("it may do more")
                .untilAsserted(
                        () -> assertThat(created("default", "--dry-run=server").stderr())
                                .contains("kosmos-admission may ask for pods in its canary's namespace alone"));
        assertThat(plane.kubectl("create", "configmap", "a", "-n", CANARY, US).stderr())
                .contains("do nothing else there");
        assertThat(created(CANARY).stderr()).contains("may ask for pods by dry run in its canary's namespace");
    }

    private Result created(String namespace, String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"create", US, "-f", "-"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return plane.kubectlWith(POD.formatted(namespace), arguments);
    }

    @Test
    void aRequiredAntiAffinityIsLeftOutWhereTheApiServerForbidsIt() throws IOException {
        start(
                "rules: [{name: edge, match: [{}], placement: {onePerProvider: Required}}]\n",
                "--enable-admission-plugins=LimitPodHardAntiAffinityTopology");
        await("it is recorded").until(() -> record().equals("forbidden"));
        await("all replicas count it")
                .untilAsserted(() -> assertThat(
                                server.metric("kosmos_admission_findings{check=\"required-anti-affinity-forbidden\"}"))
                        .isEqualTo(1));
        assertThat(holder.called()).contains(true);

        Result applied = plane.kubectlWith("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: edge, namespace: default}
                spec:
                  replicas: 3
                  selector: {matchLabels: {app: edge}}
                  template:
                    metadata: {labels: {app: edge}}
                    spec: {containers: [{name: main, image: "app:1"}]}
                """, "apply", "-f", "-");
        assertThat(applied.stderr())
                .contains("not kept one per provider: the API server allows no required podAntiAffinity over provider")
                .doesNotContain("Pending");
        plane.ask("rollout", "status", "deployment/edge", "--timeout=60s");
        await("it is told on the rules")
                .untilAsserted(() -> assertThat(installed.events())
                        .contains("RequiredAntiAffinityForbidden rule \"edge\" says onePerProvider Required"));

        server.kill();
        server = replica();
        Set<Integer> exits = new HashSet<>();
        await("the API server calls the new process").until(() -> {
            Result run = plane.kubectl("run", "one", "--image=app:1", "--labels=app=many", "--dry-run=server");
            exits.add(run.exit());
            return run.stderr().contains("the API server allows no required podAntiAffinity");
        });
        assertThat(exits).as("not even its first pod is stopped").containsOnly(0);
    }
}
