package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.admission.LiveReader;
import io.kosmosadmission.admission.LookupFailedException;
import io.kosmosadmission.cluster.ClusterAddress;
import io.kosmosadmission.cluster.ClusterContents;
import io.kosmosadmission.cluster.ClusterSource;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.realcluster.installed.Installed;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.Closer;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.OwnControlPlane;
import io.kosmosadmission.realcluster.plane.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster followed by its informers, with a control plane of its own to take away, as an account with our rights alone. */
class ClusterSourceIT {
    /** More than a page of a list holds. */
    private static final int MANY = 510;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For changes to arrive again, once the API server is back. */
    private static final Duration PROMISED = Duration.ofSeconds(15);

    private static final String HEAD = "apiVersion: kosmos-admission.io/v1alpha1\nkind: KosmosConfiguration\n";

    /** The client tells of every attempt; we of the first. */
    private static final Logger CLIENT_LOG = Logger.getLogger("io.fabric8");

    private static final Closer CLOSING = new Closer();

    private static OwnControlPlane own;
    private static ControlPlane plane;
    private static Installed installed;
    private static Path account;

    private final List<ClusterSource> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        CLIENT_LOG.setLevel(Level.SEVERE);
        own = new OwnControlPlane();
        CLOSING.add(own::close);
        plane = own.plane();
        installed = Installed.in(plane);
        CLOSING.add(installed.folder()::delete);
        account = installed.accountWithout("");
        plane.apply(IntStream.range(0, MANY)
                .mapToObj(number -> """
                        apiVersion: v1
                        kind: PersistentVolume
                        metadata: {name: volume-%d}
                        spec:
                          accessModes: [ReadWriteOnce]
                          capacity: {storage: 1Gi}
                          csi: {driver: ebs.csi.aws.com, volumeHandle: "%d"}
                        """.formatted(number, number))
                .collect(Collectors.joining("---\n")));
    }

    @AfterAll
    static void stop() {
        CLOSING.close();
    }

    @AfterEach
    void closeSources() {
        open.forEach(ClusterSource::close);
        plane.kubectl("-n", "kosmos-admission", "delete", "configmap", "kosmos-admission-rules", "--ignore-not-found");
    }

    private ClusterSource source(Path kubeconfig) throws IOException {
        ClusterSource source = ClusterSource.connect(address(kubeconfig), Optional.empty());
        open.add(source);
        source.start();
        return source;
    }

    private ClusterSource synced() throws IOException {
        ClusterSource source = source(account);
        soon().untilAsserted(
                        () -> assertThat(source.synced()).as(source.describe()).isTrue());
        return source;
    }

    private static ClusterAddress address(Path kubeconfig) {
        return new ClusterAddress(Optional.of(kubeconfig), Optional.empty());
    }

    private static ConditionFactory soon() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100));
    }

    private static List<String> boundaries(ClusterSource source) {
        return source.current().configuration().boundaries().stream()
                .map(Boundary::name)
                .toList();
    }

    private static String boundary(String name) {
        return HEAD + "boundaries:\n- {name: " + name + ", match: [{namespaces: [a]}], providers: {required: [aws]}}\n";
    }

    @Test
    void readsAllPagesAndThenEveryChange() throws IOException {
        ClusterSource source = synced();
        assertThat(source.objects()).containsEntry("PersistentVolume", MANY);
        assertThat(source.describe())
                .contains("the API server https://127.0.0.1")
                .doesNotContain("awaiting");

        plane.apply(Nodes.of("aws", 1).manifests());
        plane.apply(Manifests.storageClass("gp3", "ebs.csi.aws.com"));
        plane.apply(Manifests.claim("default", "data", "gp3"));
        plane.apply(Manifests.pod("web", "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]"));
        plane.apply(Manifests.deployment("shop", 0, "nodeSelector: {provider: aws}"));
        soon().untilAsserted(() -> {
            Inventory now = source.current().inventory();
            assertThat(now.node("aws-1")).isPresent();
            assertThat(now.storageClass("gp3")).isPresent();
            assertThat(now.claim("default", "data")).isPresent();
            assertThat(now.podsOfClaim("default", "data")).hasSize(1);
            assertThat(now.workload(WorkloadKind.Deployment, "default", "shop")).isPresent();
        });

        plane.ask("label", "node", "aws-1", "provider=scaleway", "--overwrite");
        plane.ask("delete", "pod", "web", "--force");
        plane.ask("delete", "pv", "volume-0");
        soon().untilAsserted(() -> {
            Inventory now = source.current().inventory();
            assertThat(now.node("aws-1").orElseThrow().labels()).containsEntry("provider", "scaleway");
            assertThat(now.podsOfClaim("default", "data")).isEmpty();
            assertThat(now.volume("volume-0")).isEmpty();
        });
        soon().untilAsserted(() -> assertThat(source.objects()).isEqualTo(countsOfASnapshot()));
        plane.apply("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: volume-0}
                spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, csi: {driver: ebs.csi.aws.com, volumeHandle: "0"}}
                """);
    }

    private static Map<String, Integer> countsOfASnapshot() throws IOException {
        ClusterAddress address = address(plane.file("kubeconfig"));
        return Inventory.of(Configuration.DEFAULT, ClusterContents.read(address).objects())
                .counts();
    }

    @Test
    void rulesAreTakenAsTheyChangeAndTheLastGoodOnesSurviveARestart() throws IOException {
        ClusterSource first = synced();
        assertThat(boundaries(first)).isEmpty();
        assertThat(first.rulesValid()).isTrue();

        installed.rules(boundary("one"));
        soon().untilAsserted(() -> assertThat(boundaries(first)).containsExactly("one"));
        soon().untilAsserted(() -> assertThat(installed.ask("get", "cm", "kosmos-admission-last-good", "-o", "yaml"))
                .contains("name: one", "a: b"));

        installed.rules(HEAD + "boundary: []\nrules: 7\n");
        soon().until(() -> !first.rulesValid());
        assertThat(boundaries(first)).containsExactly("one");
        soon().untilAsserted(() -> assertThat(installed.events())
                .contains("Warning", "RulesInvalid", "rules.yaml:3:1: boundary: ", "(and 1 more)"));

        long told = Instant.now().getEpochSecond(); // an Event's times are whole seconds
        soon().until(() -> Instant.now().getEpochSecond() > told);
        ClusterSource second = synced();
        assertThat(boundaries(second)).containsExactly("one");
        assertThat(second.rulesValid()).isFalse();

        plane.ask("-n", "kosmos-admission", "delete", "configmap", "kosmos-admission-rules");
        ClusterSource third = synced();
        assertThat(boundaries(third)).containsExactly("one");
        assertThat(third.rulesValid()).isFalse();

        installed.rules(boundary("two"));
        soon().untilAsserted(() -> assertThat(boundaries(third)).containsExactly("two"));
        assertThat(third.rulesValid()).isTrue();
        soon().untilAsserted(() -> assertThat(installed.ask("get", "events", "-o", "jsonpath={.items[*].reason}"))
                .contains("RulesAccepted"));
        soon().untilAsserted(() -> assertThat(timesOf("RulesInvalid"))
                .as("written again, by another replica")
                .anyMatch(times -> !times.matches("(.*) \\1")));
    }

    @Test
    void oneReplicaHoldsTheLeaseAndLetsItGo() throws IOException {
        ClusterSource first = synced();
        soon().until(() -> !holder().isEmpty());
        String before = holder();
        synced();
        first.close();
        soon().untilAsserted(() -> assertThat(holder()).isNotEmpty().isNotEqualTo(before));
        assertThat(installed.ask("get", "lease", "kosmos-admission", "-o", "jsonpath={.metadata.labels.a}"))
                .isEqualTo("b");
    }

    private static List<String> timesOf(String reason) {
        return installed
                .ask(
                        "get",
                        "events",
                        "--field-selector=reason=" + reason,
                        "-o",
                        "jsonpath={range .items[*]}{.firstTimestamp} {.lastTimestamp}{\"\\n\"}{end}")
                .lines()
                .toList();
    }

    private static String holder() {
        return installed.ask("get", "lease", "kosmos-admission", "-o", "jsonpath={.spec.holderIdentity}");
    }

    @Test
    void aMissingRightIsSaidAndKeepsItFromBeingReady() throws IOException {
        ClusterSource source = source(installed.accountWithout("pods"));
        soon().untilAsserted(() -> assertThat(source.describe())
                .endsWith("awaiting pods (pods is forbidden: User"
                        + " \"system:serviceaccount:kosmos-admission:no-pods\" cannot list resource \"pods\" in API"
                        + " group \"\" at the cluster scope)"));
        assertThat(source.synced()).isFalse();
        installed.accountWithout("");
        plane.ask(
                "create",
                "clusterrolebinding",
                "mended",
                "--clusterrole=all",
                "--serviceaccount=kosmos-admission:no-pods");
        soon().until(source::synced);
        Path withoutJobs = installed.accountWithout("jobs");
        soon().untilAsserted(() -> assertThatThrownBy(() -> ClusterContents.read(address(withoutJobs)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the cluster can't be read: jobs.batch is forbidden"));
    }

    @Test
    void whoIsNotInstalledWritesNothing() throws IOException {
        ClusterSource source = source(installed.kubeconfig("all", "default"));
        String before = installed.ask("get", "lease", "kosmos-admission", "-o", "yaml");
        soon().until(source::synced);
        installed.rules("nonsense");
        soon().until(() -> !source.rulesValid());
        Pause.ofSeconds(6);
        assertThat(installed.ask("get", "lease", "kosmos-admission", "-o", "yaml"))
                .isEqualTo(before);
        assertThat(installed.ask("get", "events", "-o", "yaml")).doesNotContain("must be a mapping");
    }

    @Test
    void goesOnAfterTheApiServerWasAway() throws IOException {
        installed.rules(boundary("one"));
        ClusterSource source = synced();
        plane.apply("{apiVersion: v1, kind: Namespace, metadata: {name: stays}}");
        plane.apply(Nodes.of("gcp", 1).manifests());
        soon().until(() -> source.current().inventory().node("gcp-1").isPresent());

        own.killApiServer();
        soon().until(() -> source.lostSince().isPresent());
        assertThat(source.synced()).isTrue();
        soon().untilAsserted(() -> assertThat(source.describe())
                .contains("changes of ", "nodes", " are not seen: the API server can't be asked"));
        assertThatThrownBy(() -> source.live().orElseThrow().read(Set.of(ObjectKey.namespace("stays")), PATIENCE))
                .hasMessageStartingWith("namespace \"stays\": the API server can't be asked: Connection refused");
        own.deleteFromEtcd("/registry/minions/gcp-1");
        own.compactEtcd();
        Pause.ofSeconds(15);
        own.startApiServer();
        plane.apply("{apiVersion: v1, kind: Namespace, metadata: {name: new, labels: {data: eu}}}");
        installed.rules(boundary("two"));
        long back = System.nanoTime();
        soon().atMost(PROMISED).untilAsserted(() -> {
            assertThat(source.lostSince()).isEmpty();
            assertThat(source.current().inventory().namespace("new").labels()).containsEntry("data", "eu");
            assertThat(source.current().inventory().node("gcp-1")).isEmpty();
            assertThat(boundaries(source)).containsExactly("two");
        });
        System.out.println("changes arrived again after " + (System.nanoTime() - back) / 1_000_000 + " ms");
        assertThat(source.objects()).containsEntry("PersistentVolume", MANY);
    }

    @Test
    void singleObjectsAreReadLive() throws IOException, LookupFailedException {
        ClusterSource source = ClusterSource.connect(address(account), Optional.empty());
        open.add(source);
        plane.apply(Manifests.claim("default", "live", "gp3"));
        plane.apply(Manifests.deployment("live", 0, ""));
        Set<ObjectKey> there = Set.of(
                ObjectKey.claim("default", "live"),
                ObjectKey.volume("volume-1"),
                ObjectKey.namespace("default"),
                ObjectKey.workload(WorkloadKind.Deployment, "default", "live"));
        Set<ObjectKey> nowhere = Set.of(
                ObjectKey.claim("default", "other"),
                ObjectKey.storageClass("other"),
                ObjectKey.pod("default", "other"),
                ObjectKey.claim("default", ""),
                ObjectKey.claim("default", "../../../secrets"),
                ObjectKey.claim("../default", "live"));
        LiveReader live = source.live().orElseThrow();
        assertThat(live.read(there, PATIENCE).objects())
                .hasSize(4)
                .allSatisfy((key, object) -> assertThat(object).isPresent());
        assertThat(live.read(nowhere, PATIENCE).objects())
                .hasSize(6)
                .allSatisfy((key, object) -> assertThat(object).isEmpty());
        assertThatThrownBy(() -> live.read(there, Duration.ofNanos(1)))
                .isInstanceOf(LookupFailedException.class)
                .hasMessageEndingWith(": the API server didn't answer in time");
    }

    @Test
    void aWrongKubeconfigIsSaid() throws IOException {
        Path none = installed.folder().path().resolve("none");
        assertThatThrownBy(() -> ClusterSource.connect(address(none), Optional.empty()))
                .hasMessage(none + ": there is no such file, or it may not be read");
        Path text = Files.writeString(installed.folder().path().resolve("text"), "nonsense");
        assertThatThrownBy(() -> ClusterSource.connect(address(text), Optional.empty()))
                .hasMessageStartingWith(text + ": ");
        assertThatThrownBy(() -> ClusterSource.connect(
                        new ClusterAddress(Optional.of(account), Optional.of("other")), Optional.empty()))
                .hasMessage(account + ": no context \"other\"");
    }
}
