package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.realcluster.installed.Account;
import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.objects.RandomPods;
import io.kosmosadmission.realcluster.scene.Claims;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.Https;
import io.kosmosadmission.realcluster.server.PackagedServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds for every pod, whoever wrote it, is asked of a real API server for two thousand of them. */
@ExtendWith(RealCluster.class)
class RandomPodsIT {
    private static final int PODS = 2_000;
    private static final long SEED = 20_260_101;
    private static final int CREATED = 201;
    private static final int FORBIDDEN = 403;
    private static final Pattern DENIAL = Pattern.compile("denied the request: \\[(KA\\d+)] (this pod|pod \").+");

    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            providers:
            - name: scaleway
              attachLabels: {k8s.scaleway.com/managed: "true"}
              elasticPools:
              - {name: buffer, labels: {provider: scaleway, pool: buffer}, taints: [{key: buffer, effect: NoSchedule}]}
            - {name: hetzner, state: Drained}
            boundaries:
            - {name: guarded, match: [{podSelector: {matchLabels: {tier: guarded}}}], providers: {required: [scaleway, hetzner]}}
            - {name: not-aws, match: [{podSelector: {matchLabels: {tier: free, app: db}}}], providers: {forbidden: [aws]}}
            rules:
            - {name: apart, match: [{podSelector: {matchLabels: {place: apart}}}], placement: {onePerProvider: Required}}
            - {name: maybe, match: [{podSelector: {matchLabels: {place: maybe-apart}}}], placement: {onePerProvider: Preferred, spread: {}}}
            - {name: together, match: [{podSelector: {matchLabels: {place: together}}}], placement: {colocate: {}}}
            - name: near-db
              match: [{podSelector: {matchLabels: {place: near-db}}}]
              placement: {colocate: {podSelector: {matchExpressions: [{key: app, operator: In, values: [db]}]}, mode: Required}}
            - {name: preferred, match: [{podSelector: {matchLabels: {place: preferred}}}], placement: {prefer: [scaleway, aws]}}
            - {name: buffered, match: [{podSelector: {matchLabels: {place: buffered}}}], placement: {spread: {}, buffer: {pool: scaleway/buffer}}}
            - name: hard
              match: [{podSelector: {matchLabels: {place: hard}}}]
              placement: {spread: {whenUnsatisfiable: DoNotSchedule, minDomains: 2}, tolerate: ["*"]}
            - {name: default, match: [{}], placement: {spread: {}, tolerate: [aws]}}
            """;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Integer> denials = new TreeMap<>();
    private int refusedWithoutUs;
    private int placed;
    private int recreated;

    /**
     * Of one pod: what the API server says without us and with us, what we say of the result, and what the API server says
     * when what it stored is created again, without us and with us.
     */
    private record Outcome(
            ObjectNode pod,
            HttpResponse<String> without,
            HttpResponse<String> with,
            HttpResponse<String> again,
            HttpResponse<String> recreatedWithout,
            HttpResponse<String> recreatedWith) {}

    @Test
    void noPodIsMadeInvalidNorLosesAnythingNorIsPlacedTwice(Scene scene) throws Exception {
        scene.nodes(Nodes.of("aws", 1).tainted(), Nodes.of("scaleway", 1), Nodes.of("hetzner", 1));
        scene.given(Manifests.storageClass("gp3", "ebs.csi.aws.com"));
        scene.given(Manifests.storageClass("scw-bssd", "csi.scaleway.com"));
        scene.given(Manifests.storageClass("nfs", "nfs.csi.k8s.io"));
        scene.given(Claims.claim("of-aws", "storageClassName: gp3"));
        scene.given(Claims.claim("of-scaleway", "storageClassName: scw-bssd"));
        scene.given(Claims.claim("of-nobody", "storageClassName: nfs"));
        PackagedServer server = scene.follow(RULES);
        for (Outcome outcome : outcomes(scene, server)) {
            judge(outcome);
        }
        System.out.printf(
                "%d random pods: %d refused without us too, %d placed, %d created again, %s denied by us%n",
                PODS, refusedWithoutUs, placed, recreated, denials);
        assertThat(refusedWithoutUs).isLessThan(PODS / 10);
        assertThat(placed).isGreaterThan(PODS / 2);
        assertThat(recreated).isGreaterThan(PODS / 2);
        assertThat(denials).containsKeys("KA101", "KA102");
    }

    private List<Outcome> outcomes(Scene scene, PackagedServer server) throws InterruptedException, ExecutionException {
        HttpClient client = Https.client(scene.plane().file("ca.crt"));
        HttpClient ours = Https.client(scene.certificates().resolve("ca.crt"));
        Account without = Account.in(scene.plane(), "default");
        Account with = Account.in(scene.plane(), scene.namespace());
        RandomPods pods = new RandomPods(SEED);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Outcome>> asked = new ArrayList<>();
            for (int i = 0; i < PODS; i++) {
                ObjectNode pod = pods.next();
                asked.add(threads.submit(() -> {
                    String text = json.writeValueAsString(pod);
                    HttpResponse<String> created = send(client, with.podDryRun(text));
                    HttpResponse<String> createdWithout = send(client, without.podDryRun(text));
                    return new Outcome(
                            pod,
                            createdWithout,
                            created,
                            send(ours, review(scene.namespace(), server, created.body())),
                            send(client, without.podDryRun(export(createdWithout))),
                            send(client, with.podDryRun(export(created))));
                }));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> each : asked) {
                outcomes.add(each.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    /** With its owner, since pods that a controller made are told what others are denied. */
    private static String export(HttpResponse<String> created) {
        JsonObject stored = new JsonObject(created.body());
        JsonObject export = Json.export(stored);
        Object owners = stored.getJsonObject("metadata").getValue("ownerReferences");
        export.getJsonObject("metadata").put("ownerReferences", owners == null ? new JsonArray() : owners);
        return export.encode();
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest review(String namespace, PackagedServer server, String pod) throws IOException {
        ObjectNode review =
                json.createObjectNode().put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode request = review.putObject("request").put("uid", "again").put("operation", "CREATE");
        request.putObject("kind").put("group", "").put("version", "v1").put("kind", "Pod");
        request.put("namespace", namespace).set("object", json.readTree(pod));
        return HttpRequest.newBuilder(URI.create(server.url("/mutate?timeout=10s")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(review)))
                .build();
    }

    private void judge(Outcome outcome) {
        if (outcome.without().statusCode() != CREATED) {
            refusedWithoutUs++;
            return;
        }
        if (outcome.with().statusCode() == FORBIDDEN) {
            Matcher denial = DENIAL.matcher(read(outcome.with()).path("message").asText());
            assertThat(denial.find()).as(outcome.with().body()).isTrue();
            denials.merge(denial.group(1), 1, Integer::sum);
            return;
        }
        assertThat(outcome.with().statusCode())
                .as("%s%n%s", outcome.with().body(), outcome.pod())
                .isEqualTo(CREATED);
        JsonNode result = read(outcome.with());
        placed += result.at("/metadata/annotations").has("kosmos-admission.io/placed") ? 1 : 0;
        assertThat(lost("/metadata/labels", read(outcome.without()), result)).isEmpty();
        assertThat(lost("/metadata/annotations", read(outcome.without()), result))
                .isEmpty();
        assertThat(lost("/spec", read(outcome.without()), result))
                .as("%s", outcome.pod())
                .isEmpty();
        JsonNode again = read(outcome.again()).path("response");
        assertThat(again.path("allowed").asBoolean()).as(outcome.again().body()).isTrue();
        assertThat(again.has("patch"))
                .as("patched again: %s%n%s", result, again)
                .isFalse();
        if (outcome.recreatedWithout().statusCode() == CREATED) { // else it is the user's own words that it can't
            recreated++;
            assertThat(outcome.recreatedWith().statusCode())
                    .as("created again: %s%n%s", outcome.recreatedWith().body(), result)
                    .isEqualTo(CREATED);
            assertThat(read(outcome.recreatedWith()).path("spec")).isEqualTo(result.path("spec"));
        }
    }

    private JsonNode read(HttpResponse<String> response) {
        try {
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is there without us and not with us, by its place. Lists may go on. */
    private static List<String> lost(String place, JsonNode without, JsonNode with) {
        List<String> lost = new ArrayList<>();
        lost(place, without.at(place), with.at(place), lost);
        return lost;
    }

    private static void lost(String place, JsonNode without, JsonNode with, List<String> lost) {
        if (without.isObject() && with.isObject()) {
            without.fieldNames()
                    .forEachRemaining(field -> lost(place + "/" + field, without.get(field), with.path(field), lost));
        } else if (without.isArray() && with.isArray()) {
            for (int i = 0; i < without.size(); i++) {
                lost(place + "/" + i, without.get(i), with.path(i), lost);
            }
        } else if (!without.isMissingNode() && !without.equals(with)) {
            lost.add(place + " was " + without + ", and is " + with);
        }
    }
}
