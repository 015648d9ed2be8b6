package io.kosmosadmission.cluster.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.api.GivenServer;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ReadyCondition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an API server that is played, which answers as a real one does. */
class NodeLabellerTest {

    private static final Duration LONG_ENOUGH = Duration.ofMillis(1500);
    private static final String TERMS = """
            providers: [{name: scaleway, nodes: [{name: "scw-*"}]}]
            labelNodes:\s""";

    @TempDir
    private Path folder;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private volatile Optional<ClusterState> state = Optional.empty();
    private HttpServer server;
    private ClusterConnection connection;
    private NodeLabeller labeller;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        connection = GivenServer.connect(
                folder, "http://127.0.0.1:" + server.getAddress().getPort());
        labeller(Mode.Enforce);
    }

    private void labeller(Mode maxMode) {
        labeller = new NodeLabeller(() -> state, new ApiServer(connection.client()), maxMode);
        labeller.start();
    }

    @AfterEach
    void end() {
        labeller.close();
        connection.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
        int code = answers.getOrDefault(name, 200);
        byte[] answer = ("{\"kind\": \"Status\", \"message\": \"answer " + code + " of " + name + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Test
    void appliesTheOneLabelWithTheUidAndWithoutForce() {
        given("Enforce", node("scw-1", ""), node("scw-2", "labels: {provider: aws}"), node("other", ""));
        labeller.hold();
        await().until(() -> !requests.isEmpty());
        waitLongEnough();
        assertThat(requests)
                .as("once, although the state lags")
                .containsExactly("PATCH /api/v1/nodes/scw-1?fieldManager=kosmos-admission-nodes"
                        + " application/apply-patch+yaml"
                        + " {\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"scw-1\","
                        + "\"uid\":\"uid-of-scw-1\",\"labels\":{\"provider\":\"scaleway\"}}}");
        assertThat(labeller.forbidden()).isEmpty();
    }

    @Test
    void writesNothingWithoutTheLeaseOrInAnotherMode() {
        given("Enforce", node("scw-1", ""));
        waitLongEnough();
        assertThat(requests).as("no lease").isEmpty();
        labeller.hold();
        for (String mode : List.of("Warn", "Audit", "Disabled", "Enforce\nmode: Audit")) {
            requests.clear();
            given(mode, node("scw-2", ""));
            await().pollDelay(Duration.ofMillis(700)).until(() -> true);
            requests.clear(); // a round may have begun before
            waitLongEnough();
            assertThat(requests).as(mode).isEmpty();
        }
        labeller.close();
        labeller(Mode.Audit);
        labeller.hold();
        given("Enforce", node("scw-3", ""));
        waitLongEnough();
        assertThat(requests).as("the emergency brake").isEmpty();
    }

    @Test
    void whatSomebodyElseHasSetMeanwhileIsNoFaultAndHoldsUpNobody() {
        answers.put("scw-1", 409);
        answers.put("scw-2", 404);
        given("Enforce", node("scw-1", ""), node("scw-2", ""), node("scw-3", ""));
        labeller.hold();
        await().until(() -> requests.size() == 3);
        assertThat(labeller.forbidden()).isEmpty();
        assertThat(why("scw-1")).isEmpty();
    }

    @Test
    void aRightThatIsMissingIsOneFindingAndTriedNoMoreForAWhile() {
        for (int i = 1; i <= 5; i++) {
            answers.put("scw-" + i, 403);
        }
        given("Enforce", node("scw-1", ""), node("scw-2", ""), node("scw-3", ""), node("scw-4", ""));
        labeller.hold();
        await().until(() -> labeller.forbidden().isPresent());
        waitLongEnough();
        assertThat(requests).hasSize(1);
        assertThat(labeller.forbidden().map(Finding::message))
                .contains("nodes are not given label provider: this account may not set it; apply"
                        + " k8s/components/label-nodes with providerLabel provider, or take labelNodes out of the rules"
                        + " (answer 403 of scw-1)");
        given("Disabled", node("scw-1", ""));
        await("what is not asked for is not forbidden")
                .until(() -> labeller.forbidden().isEmpty());
    }

    @Test
    void whatFailsAgainIsSaidOfItsNode() {
        answers.put("scw-1", 422); // unlike 500, the client itself does not repeat it
        given("Enforce", node("scw-1", ""), node("scw-2", ""));
        await().pollInterval(Duration.ofMillis(500)).until(() -> {
            labeller.hold();
            return why("scw-1").isPresent();
        });
        assertThat(why("scw-1")).contains("answer 422 of scw-1");
        assertThat(why("scw-2")).isEmpty();
        assertThat(requests).hasSize(3);
        assertThat(new LabelChecks(Mode.Enforce, Optional.of(labeller))
                        .look(state.orElseThrow(), Instant.EPOCH)
                        .all())
                .extracting(Finding::message)
                .containsExactly("node \"scw-1\" has no label provider (the configuration counts it to scaleway, but it"
                        + " could not be given the label: answer 422 of scw-1): pods that are bound to a provider can't"
                        + " run there");
    }

    @Test
    void thousandsAreNotWrittenAtOnce() {
        String[] many =
                IntStream.range(0, 60).mapToObj(i -> node("scw-" + i, "")).toArray(String[]::new);
        given("Enforce", many);
        labeller.hold();
        await().until(() -> !requests.isEmpty());
        long began = System.nanoTime();
        await().until(() -> requests.size() > 30);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(1000));
        labeller.hold();
        await().until(() -> requests.size() == 60);
    }

    /** A manager takes back what it no longer applies: the old key is another manager's. */
    @Test
    void anotherKeyHasAnotherManager() {
        assertThat(NodeLabeller.manager("provider")).isEqualTo("kosmos-admission-nodes");
        assertThat(NodeLabeller.manager("example.com/provider"))
                .isEqualTo("kosmos-admission-nodes:example.com/provider");
        assertThat(NodeLabeller.manager("a".repeat(200) + "/provider")).hasSize(128);
        given("Enforce\nproviderLabel: example.com/provider", node("scw-1", "labels: {provider: scaleway}"));
        labeller.hold();
        await().until(() -> !requests.isEmpty());
        assertThat(requests)
                .singleElement()
                .asString()
                .contains(
                        "?fieldManager=kosmos-admission-nodes%3Aexample.com%2Fprovider ",
                        "\"labels\":{\"example.com/provider\":\"scaleway\"}");
    }

    private Optional<String> why(String name) {
        return labeller.why(new Node(name, Map.of(), "", List.of(), "uid-of-" + name, ReadyCondition.UNKNOWN));
    }

    private static void waitLongEnough() {
        await().pollDelay(LONG_ENOUGH).until(() -> true);
    }

    private void given(String rules, String... nodes) {
        String manifests = String.join("---\n", nodes);
        state = Optional.of(new ClusterState(
                GivenCluster.configuration(TERMS + rules), GivenCluster.inventory(TERMS + rules, manifests)));
    }

    private static String node(String name, String more) {
        return "{apiVersion: v1, kind: Node, metadata: {name: %1$s, uid: uid-of-%1$s, %2$s}}\n".formatted(name, more);
    }
}
