package io.kosmosadmission.cluster.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.api.GivenServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an API server that is played, which answers as a real one does. */
class CanaryTest {

    private static final String NAMESPACE =
            "{apiVersion: v1, kind: Namespace, metadata: {name: kosmos-admission-canary}}";
    private static final String CALLED =
            "{\"kind\": \"Pod\", \"metadata\": {\"annotations\": {\"kosmos-admission.io/called\": \"0.1.0\"}}}";
    private static final String PLUGIN = "{\"message\": \"pods is forbidden: affinity.PodAntiAffinity has TopologyKey"
            + " provider but only key kubernetes.io/hostname is allowed\"}";
    private static final String APART = "podAntiAffinity";
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Answer(int code, String body) {}

    private record Request(String line, String body) {}

    @TempDir
    private Path folder;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Boolean> forbidden = new CopyOnWriteArrayList<>();
    private volatile Answer plain = new Answer(201, CALLED);
    private volatile Answer apart = new Answer(201, CALLED);
    private volatile Optional<ClusterState> state =
            Optional.of(new ClusterState(GivenCluster.configuration(""), GivenCluster.inventory("", NAMESPACE)));
    private HttpServer server;
    private ClusterConnection connection;
    private Canary canary;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        connection = GivenServer.connect(
                folder, "http://127.0.0.1:" + server.getAddress().getPort());
        canary = new Canary(() -> state, new ApiServer(connection.client()), forbidden::add, Duration.ofSeconds(1));
        canary.start();
    }

    @AfterEach
    void end() {
        canary.close();
        connection.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean posted = exchange.getRequestMethod().equals("POST");
        requests.add(new Request(exchange.getRequestMethod() + " " + exchange.getRequestURI(), body));
        Answer answer = posted ? body.contains(APART) ? apart : plain : new Answer(200, "{\"webhooks\": []}");
        if (posted && answer.code() == 201) {
            exchange.getResponseHeaders().add("Warning", "299 - \"kosmos-admission: called\"");
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.code(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private List<Finding.Check> found() {
        return canary.findings().all().stream().map(Finding::check).toList();
    }

    @Test
    void asksByDryRunAloneForPodsThatNobodyCouldObjectTo() throws IOException {
        canary.hold();
        await().until(() -> canary.called().orElse(false));
        assertThat(requests.subList(0, 4))
                .extracting(Request::line)
                .containsExactly(
                        "POST /api/v1/namespaces/kosmos-admission-canary/pods?dryRun=All",
                        "POST /api/v1/namespaces/kosmos-admission-canary/pods?dryRun=All",
                        "GET /apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/zz-kosmos-admission",
                        "GET /apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/zz-kosmos-admission");
        JsonNode spec = JSON.readTree(requests.get(0).body()).path("spec");
        assertThat(spec.path("schedulingGates")).hasSize(1);
        assertThat(spec.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(spec.at("/containers/0/resources/requests/cpu").asText()).isEqualTo("1m");
        assertThat(spec.has("affinity")).isFalse();
        assertThat(JSON.readTree(requests.get(1).body())
                        .at(
                                "/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/topologyKey")
                        .asText())
                .isEqualTo("provider");
        assertThat(found()).isEmpty();
        assertThat(forbidden).containsOnly(false);
    }

    @Test
    void whoDoesNotHoldTheLeaseAsksNothing() {
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertThat(requests).isEmpty();
        assertThat(canary.called()).isEmpty();
    }

    @Test
    void withoutTheNamespaceItIsSilent() {
        state = Optional.of(new ClusterState(GivenCluster.configuration(""), GivenCluster.inventory("", "")));
        canary.hold();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertThat(requests).isEmpty();
        assertThat(canary.called()).isEmpty();
        assertThat(found()).isEmpty();
    }

    @Test
    void whatIsWrongIsFoundAndTakenBack() {
        plain = new Answer(
                500,
                "{\"message\": \"failed calling webhook \\\"pods-fail-closed.mutate.kosmos-admission.io\\\": EOF\"}");
        awaitFound(Finding.Check.NotCalled);
        assertThat(canary.called()).contains(false);
        plain = new Answer(403, "{\"message\": \"exceeded quota\"}");
        awaitFound(Finding.Check.CanaryRefused);
        assertThat(canary.called()).isEmpty();
        assertThat(forbidden).as("unknown while the canary itself is refused").isEmpty();
        plain = new Answer(201, CALLED);
        await().until(() -> {
            canary.hold();
            return canary.called().orElse(false) && found().isEmpty();
        });
    }

    private void awaitFound(Finding.Check check) {
        await(check.label()).until(() -> {
            canary.hold();
            return found().equals(List.of(check));
        });
    }

    @Test
    void anAntiAffinityThatIsForbiddenIsPassedOn() {
        apart = new Answer(403, PLUGIN);
        canary.hold();
        await("the other pod is well").until(() -> canary.called().orElse(false));
        assertThat(forbidden).containsOnly(true);
        apart = new Answer(403, "{\"message\": \"exceeded quota\"}");
        int before = requests.size();
        await().until(() -> {
            canary.hold();
            return requests.size() > before + 8;
        });
        assertThat(forbidden).as("no other refusal says anything").doesNotContain(false);
    }
}
