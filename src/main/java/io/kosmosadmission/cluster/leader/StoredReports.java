package io.kosmosadmission.cluster.leader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kosmosadmission.admission.ReportApi;
import io.kosmosadmission.admission.Reports;
import io.kosmosadmission.cluster.UnansweredException;
import io.kosmosadmission.cluster.api.ApiServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The reports of ours that the API server stores. What it refuses is an exception that says so for people. */
final class StoredReports {

    private static final String MANAGER = "kosmos-admission-reports";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PAGE = 500;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServer server;

    /**
     * What can be known of a report without reading it.
     *
     * @param content the value of its annotation; empty where it lacks that
     * @param generation what the API server counts up whenever anything but metadata is changed
     */
    record Stored(String content, long generation) {

        private static Stored of(JsonNode report) {
            return new Stored(
                    report.path("metadata")
                            .path("annotations")
                            .path(Reports.CONTENT)
                            .asText(),
                    report.at("/metadata/generation").asLong());
        }
    }

    StoredReports(ApiServer server) {
        this.server = server;
    }

    boolean serves(ReportApi api) throws UnansweredException {
        int code = ApiServer.await(server.get("apis/" + api.apiVersion(), PATIENCE), PATIENCE)
                .code();
        if (code != HttpURLConnection.HTTP_OK && code != HttpURLConnection.HTTP_NOT_FOUND) {
            throw new UnansweredException("the API server answered " + code + " to " + api.apiVersion());
        }
        return code == HttpURLConnection.HTTP_OK;
    }

    /** Returns those that there are by namespace; the empty one stands for the cluster. */
    Map<String, Stored> list(ReportApi api) throws IOException {
        Map<String, Stored> reports = new TreeMap<>();
        list(api, true, reports);
        list(api, false, reports);
        return reports;
    }

    private void list(ReportApi api, boolean namespaced, Map<String, Stored> reports) throws IOException {
        String path = api.listPath(namespaced) + "?limit=" + PAGE + "&fieldSelector=metadata.name%3D" + Reports.NAME;
        String next = "";
        do {
            String page = next.isEmpty() ? path : path + "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            HttpResponse<byte[]> answer = ApiServer.await(server.listMetadata(page, PATIENCE), PATIENCE);
            check(answer, "a list of " + api.listPath(namespaced));
            JsonNode list = JSON.readTree(answer.body());
            for (JsonNode item : list.path("items")) {
                reports.put(item.at("/metadata/namespace").asText(), Stored.of(item));
            }
            next = list.at("/metadata/continue").asText();
        } while (!next.isEmpty());
    }

    /** Returns the report as it is stored then; empty where its namespace is gone, or is being deleted. */
    Optional<Stored> write(ReportApi api, String namespace, Map<String, Object> report) throws IOException {
        String path = api.path(namespace);
        HttpResponse<byte[]> answer = ApiServer.await(
                server.applyByForce(path, JSON.writeValueAsString(report), MANAGER, PATIENCE), PATIENCE);
        return check(answer, "PATCH " + path) ? Optional.of(Stored.of(JSON.readTree(answer.body()))) : Optional.empty();
    }

    void delete(ReportApi api, String namespace) throws IOException {
        String path = api.path(namespace);
        check(ApiServer.await(server.delete(path, PATIENCE), PATIENCE), "DELETE " + path);
    }

    /** A namespace that is being deleted takes no report any more, and one that is gone has none: returns false then. */
    private static boolean check(HttpResponse<byte[]> answer, String what) throws UnansweredException {
        boolean gone = answer.code() == HttpURLConnection.HTTP_NOT_FOUND;
        boolean going = answer.code() == HttpURLConnection.HTTP_FORBIDDEN
                && new String(answer.body(), StandardCharsets.UTF_8).contains("because it is being terminated");
        if (answer.code() >= HttpURLConnection.HTTP_MULT_CHOICE && !gone && !going) {
            throw new UnansweredException("the API server answered " + answer.code() + " to " + what
                    + (answer.code() == HttpURLConnection.HTTP_FORBIDDEN
                            ? "; k8s/components/reports has the rights"
                            : ""));
        }
        return !gone && !going;
    }
}
