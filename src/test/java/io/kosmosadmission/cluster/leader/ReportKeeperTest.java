package io.kosmosadmission.cluster.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.Reports;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.api.GivenServer;
import io.kosmosadmission.kube.ObjectKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an API server that is played, which stores what is applied. */
class ReportKeeperTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NEW = "/apis/openreports.io/v1alpha1";
    private static final String OLD = "/apis/wgpolicyk8s.io/v1alpha2";
    private static final String REPORT = NEW + "/namespaces/a/reports/kosmos-admission";
    private static final String OLD_REPORT = OLD + "/namespaces/a/policyreports/kosmos-admission";
    private static final List<Finding> FOUND =
            List.of(new Finding(Finding.Check.NowhereToday, List.of(ObjectKey.pod("a", "x")), "m"));

    @TempDir
    private Path folder;

    private final Map<String, ObjectNode> reports = new ConcurrentSkipListMap<>();
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final List<String> changed = new CopyOnWriteArrayList<>();
    private volatile List<Finding> found = FOUND;
    private HttpServer server;
    private ClusterConnection connection;
    private ReportKeeper keeper;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        connection = GivenServer.connect(
                folder, "http://127.0.0.1:" + server.getAddress().getPort());
        keeper = new ReportKeeper(
                new ApiServer(connection.client()),
                () -> Optional.of(found),
                Duration.ofMillis(20),
                Duration.ofMillis(200));
        keeper.start();
        keeper.hold();
    }

    @AfterEach
    void end() {
        keeper.close();
        connection.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        int code = 200;
        JsonNode answer = JSON.createObjectNode();
        if (refused.contains(method + " " + path)) {
            code = 403;
        } else if (method.equals("PATCH")) {
            answer = applied(path, (ObjectNode) JSON.readTree(body));
        } else if (method.equals("DELETE")) {
            changed.add(method + " " + path);
            code = reports.remove(path) == null ? 404 : 200;
        } else if (path.endsWith("reports")) {
            answer = listed(path);
        } else {
            code = served.contains(path) ? 200 : 404;
        }
        byte[] text = JSON.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(code, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private JsonNode applied(String path, ObjectNode report) {
        changed.add("PATCH " + path);
        ObjectNode before = reports.get(path);
        long generation = before == null ? 0 : before.at("/metadata/generation").asLong();
        boolean same = before != null && before.path("results").equals(report.path("results"));
        ((ObjectNode) report.path("metadata")).put("generation", same ? generation : generation + 1);
        reports.put(path, report);
        return report;
    }

    private JsonNode listed(String path) {
        String resource = path.substring(path.lastIndexOf('/'));
        ObjectNode list = JSON.createObjectNode();
        reports.forEach((each, report) -> {
            if (each.startsWith(path.substring(0, path.lastIndexOf('/'))) && each.contains(resource + "/")) {
                list.withArray("items").addObject().set("metadata", report.path("metadata"));
            }
        });
        return list;
    }

    private void holdFor(Duration time) {
        await().during(time).atMost(time.multipliedBy(3)).until(() -> {
            keeper.hold();
            return true;
        });
    }

    @Test
    void isWrittenOnceMendedAndDeletedWithItsFindings() {
        served.add(NEW);
        await().until(() -> reports.containsKey(REPORT));
        holdFor(Duration.ofMillis(900));
        assertThat(changed).containsExactly("PATCH " + REPORT);

        ObjectNode edited = reports.get(REPORT).deepCopy();
        edited.putArray("results");
        ((ObjectNode) edited.path("metadata")).put("generation", 2);
        reports.put(REPORT, edited);
        await("mended").until(() -> reports.get(REPORT).path("results").size() == 1);
        holdFor(Duration.ofMillis(900));
        assertThat(changed).hasSize(2);

        found = List.of();
        await("deleted").until(() -> !reports.containsKey(REPORT));
        assertThat(changed).containsExactly("PATCH " + REPORT, "PATCH " + REPORT, "DELETE " + REPORT);
    }

    @Test
    void goesOnWithWhatItKnowsWhileItCannotAsk() {
        served.add(NEW);
        await().until(() -> reports.containsKey(REPORT));
        refused.add("GET " + NEW + "/reports");
        holdFor(Duration.ofMillis(500));
        assertThat(changed).hasSize(1);
        found = List.of();
        await("deleted all the same").until(() -> !reports.containsKey(REPORT));
    }

    @Test
    void anApiThatComesToBeServedTakesTheReportsOver() {
        served.add(OLD);
        await().until(() -> reports.containsKey(OLD_REPORT));
        refused.add("DELETE " + OLD_REPORT);
        served.add(NEW);
        await().until(() -> reports.containsKey(REPORT));
        holdFor(Duration.ofMillis(500));
        assertThat(reports).as("no right to delete it").containsKey(OLD_REPORT);
        assertThat(changed).containsExactly("PATCH " + OLD_REPORT, "PATCH " + REPORT);

        refused.clear();
        await("deleted").until(() -> !reports.containsKey(OLD_REPORT));
        assertThat(reports.get(REPORT).at("/metadata/annotations").has(Reports.CONTENT))
                .isTrue();
    }
}
