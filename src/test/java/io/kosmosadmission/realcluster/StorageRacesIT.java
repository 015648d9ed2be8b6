package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.installed.Live;
import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.AuditLog;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Claims and Deployments that can never meet, of 200 namespaces, created at the same time: either may be admitted before the
 * other is known. In a control plane of its own, since so many namespaces take long to delete.
 */
@ExtendWith(RealCluster.class)
class StorageRacesIT {
    private static final int NAMESPACES = 200;
    /** So many kubectl apply the claims, and as many the Deployments of the same namespaces. */
    private static final int PAIRS = 4;

    private static final String US = "system:serviceaccount:kosmos-admission:kosmos-admission";
    private static final Duration PROMISED = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private static final String CONFLICTS = "kosmos_admission_findings{check=\"storage-conflict\"}";
    private static final String SENTENCE =
            "[KA101] deployment \"db-%1$d\" runs only on scaleway (nodeSelector provider=scaleway), but its claim \"data-%1$d\""
                    + " uses storage class \"gp3\" of aws (ebs.csi.aws.com); use storage of scaleway or let \"db-%1$d\" run on aws";

    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            mode: Enforce
            rules: [{name: default, match: [{}], placement: {spread: {}}}]
            """;

    /** Of one of our Events, less what is of no matter here. */
    private record Told(String namespace, String kind, String name, String sentence, int count, Instant first) {}

    @Test
    void eachIsRefusedOrToldOnBothObjectsWithinAMinuteAndOnlyOnce() {
        TemporaryFolder folder = TemporaryFolder.create("races");
        AuditLog audit = AuditLog.of(US, folder.path());
        try (ControlPlane plane = ControlPlane.start(audit.flags());
                Scene scene = new Scene(plane)) {
            scene.nodes(Nodes.of("aws", 1), Nodes.of("scaleway", 1));
            scene.applied(Manifests.storageClass("gp3", "ebs.csi.aws.com"));
            PackagedServer server = Live.installed(scene, RULES).serve();
            plane.apply(each(
                    0,
                    NAMESPACES,
                    number -> "{apiVersion: v1, kind: Namespace, metadata: {name: race-%d}}\n".formatted(number)));

            eachIsAdmittedOrRefused(plane);
            admitTheRest(plane);
            eachIsToldInTime(plane);
            assertThat(server.metric(CONFLICTS)).isEqualTo(NAMESPACES);

            List<Told> told = told(plane);
            plane.ask("delete", "deployment", "db-0", "-n", "race-0");
            await("looked through again").atMost(PATIENCE).until(() -> server.metric(CONFLICTS) == NAMESPACES - 1);
            assertThat(told(plane)).containsExactlyInAnyOrderElementsOf(told);
            assertThat(audit.requests().stream()
                            .filter(request -> !Set.of("get", "list", "watch").contains(request.verb()))
                            .map(request -> request.verb() + " " + request.resource())
                            .distinct())
                    .as("what we write at all; the pods are the canary's, by dry run")
                    .containsExactlyInAnyOrder("create events", "create pods", "update leases", "update configmaps");
            assertThat(plane.ask("get", "pods", "-n", "kosmos-admission-canary", "-o", "name"))
                    .isEmpty();
        } finally {
            folder.delete();
        }
    }

    private static void eachIsAdmittedOrRefused(ControlPlane plane) {
        String refusals = applyAllAtOnce(plane).stream().map(Result::stderr).collect(Collectors.joining());
        Set<String> both =
                new TreeSet<>(created(plane, "persistentvolumeclaims").keySet());
        both.retainAll(created(plane, "deployments").keySet());
        System.out.println(both.size() + " of " + NAMESPACES + " conflicts were admitted");
        for (int number = 0; number < NAMESPACES; number++) {
            String sentence = "\"db-%d\" runs only on scaleway (nodeSelector provider=scaleway)".formatted(number);
            assertThat(refusals.contains(sentence))
                    .as("refused, number " + number)
                    .isEqualTo(!both.contains(String.valueOf(number)));
        }
    }

    /** As if the server had been away: so there are as many to tell as there can be. */
    private static void admitTheRest(ControlPlane plane) {
        plane.ask("delete", "validatingwebhookconfiguration", "zz-kosmos-admission");
        await("nothing is refused any more")
                .atMost(PATIENCE)
                .until(() -> applyAllAtOnce(plane).stream().allMatch(result -> result.exit() == 0));
    }

    private static void eachIsToldInTime(ControlPlane plane) {
        await("all are told")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> told(plane).size() >= 2 * NAMESPACES);
        Map<String, Instant> claims = created(plane, "persistentvolumeclaims");
        Map<String, Instant> deployments = created(plane, "deployments");
        List<Told> told = told(plane);
        List<Duration> taken = new ArrayList<>();
        for (int number = 0; number < NAMESPACES; number++) {
            Instant claim = claims.get(String.valueOf(number));
            Instant deployment = deployments.get(String.valueOf(number));
            Instant both = claim.isAfter(deployment) ? claim : deployment;
            String namespace = "race-" + number;
            String sentence = SENTENCE.formatted(number);
            List<Told> here = told.stream()
                    .filter(event -> event.namespace().equals(namespace))
                    .toList();
            assertThat(here.stream().map(event -> event.kind() + " " + event.name()))
                    .containsExactlyInAnyOrder("PersistentVolumeClaim data-" + number, "Deployment db-" + number);
            assertThat(here).allSatisfy(event -> {
                assertThat(event.sentence()).isEqualTo(sentence);
                assertThat(event.count()).isOne();
                assertThat(event.first()).isBeforeOrEqualTo(both.plus(PROMISED));
                taken.add(Duration.between(both, event.first()));
            });
        }
        System.out.println("the last was told after " + Collections.max(taken));
    }

    /** Both halves of each namespace by another kubectl, in the same order. */
    private static List<Result> applyAllAtOnce(ControlPlane plane) {
        List<CompletableFuture<Result>> running = new ArrayList<>();
        int share = NAMESPACES / PAIRS;
        for (int pair = 0; pair < PAIRS; pair++) {
            int from = pair * share;
            for (IntFunction<String> half :
                    List.<IntFunction<String>>of(StorageRacesIT::claim, StorageRacesIT::deployment)) {
                String manifests = each(from, from + share, half);
                running.add(CompletableFuture.supplyAsync(
                        () -> plane.kubectlWith(manifests, "apply", "-f", "-"), task -> new Thread(task).start()));
            }
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    private static String claim(int number) {
        return Manifests.claim("race-" + number, "data-" + number, "gp3");
    }

    private static String deployment(int number) {
        String spec = """
                nodeSelector: {provider: scaleway}
                volumes: [{name: data, persistentVolumeClaim: {claimName: data-%d}}]""".formatted(number);
        return Manifests.deployment("db-" + number, 1, spec.indent(6).strip())
                .replace(
                        "name: db-" + number + "}\nspec",
                        "name: db-%1$d, namespace: race-%1$d}\nspec".formatted(number));
    }

    private static String each(int from, int to, IntFunction<String> manifest) {
        return IntStream.range(from, to).mapToObj(manifest).collect(Collectors.joining("---\n"));
    }

    /** By the number of their namespace. */
    private static Map<String, Instant> created(ControlPlane plane, String kind) {
        return Json.items(plane.ask("get", kind, "-A", "-o", "json")).stream()
                .filter(object -> Json.name(object).matches("(data|db)-\\d+"))
                .collect(Collectors.toMap(
                        object -> Json.name(object).replaceFirst(".*-", ""),
                        object -> Instant.parse(object.getJsonObject("metadata").getString("creationTimestamp"))));
    }

    /** All our Events in the namespaces. */
    private static List<Told> told(ControlPlane plane) {
        return Json.items(plane.ask("get", "events", "-A", "-o", "json")).stream()
                .filter(event -> event.getString("reportingComponent", "").equals("kosmos-admission"))
                .filter(event -> event.getString("reason").equals("StorageConflict"))
                .map(StorageRacesIT::told)
                .toList();
    }

    private static Told told(JsonObject event) {
        JsonObject about = event.getJsonObject("involvedObject");
        Function<String, String> field = event::getString;
        return new Told(
                event.getJsonObject("metadata").getString("namespace"),
                about.getString("kind"),
                about.getString("name"),
                field.apply("message"),
                event.getInteger("count"),
                Instant.parse(field.apply("firstTimestamp")));
    }
}
