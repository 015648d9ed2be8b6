package io.kosmosadmission.cluster.leader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.ReportApi;
import io.kosmosadmission.admission.Reports;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.cluster.UnansweredException;
import io.kosmosadmission.cluster.api.ApiServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps the findings in reports while this replica holds the lease, where the cluster serves an API for them: one of each
 * namespace and one of the cluster, each written at most once a minute and only where it differs, and deleted with their
 * findings. An annotation tells what a report says, so that whoever comes to hold the lease needn't read it.
 */
public final class ReportKeeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ReportKeeper.class);

    private static final String MANAGER = "kosmos-admission-reports";
    private static final Duration PERIOD = Duration.ofSeconds(10);

    /** Between two times that a report is written, and between two times that it is asked which there are. */
    private static final Duration PACE = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PAGE = 500;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServer server;
    private final Supplier<Optional<List<Finding>>> findings;
    private final Daemon thread = new Daemon("reports", LOG);
    private final LastMessage lastError = new LastMessage();
    private final Hold lease = new Hold();
    private final Map<String, String> contents = new TreeMap<>();
    private final Map<String, Long> written = new TreeMap<>();
    private Optional<ReportApi> api = Optional.empty();
    private Optional<Long> asked = Optional.empty();

    /** findings returns all that is found now; empty until everything has been looked through once. */
    public ReportKeeper(ApiServer server, Supplier<Optional<List<Finding>>> findings) {
        this.server = server;
        this.findings = findings;
    }

    public void start() {
        thread.repeat(this::round, PERIOD, PERIOD, "findings were not reported");
    }

    /** Says that this replica holds the lease. To be called every few seconds while it does. */
    public void hold() {
        lease.renew();
    }

    private void round() {
        if (!lease.isHeld()) {
            asked = Optional.empty();
            return;
        }
        try {
            if (asked.filter(at -> System.nanoTime() - at < PACE.toNanos()).isEmpty()) {
                ask();
            }
            Optional<List<Finding>> found = findings.get();
            if (api.isPresent() && found.isPresent()) {
                keep(api.get(), found.get());
            }
        } catch (IOException failed) {
            String why = String.valueOf(failed.getMessage());
            if (lastError.becomes(why)) {
                LOG.infof("findings were not reported why=\"%s\"", why);
            }
        }
    }

    private Optional<ReportApi> served() throws UnansweredException {
        for (ReportApi each : ReportApi.values()) {
            HttpResponse<byte[]> answer = ApiServer.await(server.get("apis/" + each.apiVersion(), PATIENCE), PATIENCE);
            if (answer.code() == HttpURLConnection.HTTP_OK) {
                return Optional.of(each);
            }
            if (answer.code() != HttpURLConnection.HTTP_NOT_FOUND) { // served, perhaps: another is no substitute
                throw new UnansweredException("the API server answered " + answer.code() + " to " + each.apiVersion());
            }
        }
        return Optional.empty();
    }

    /** Asks which API is served, and what the reports say that there are. */
    private void ask() throws IOException {
        asked = Optional.of(System.nanoTime());
        api = Optional.empty(); // what fails below is tried again in a minute
        Optional<ReportApi> served = served();
        contents.clear();
        if (served.isPresent()) {
            list(served.get(), true);
            list(served.get(), false);
        }
        api = served;
    }

    private void keep(ReportApi served, List<Finding> found) throws IOException {
        Map<String, Map<String, Object>> reports = Reports.of(found, served);
        List<String> errors = new ArrayList<>();
        reports.forEach((namespace, report) -> {
            String content = Reports.content(report);
            if (!content.equals(contents.get(namespace)) && isDue(namespace)) {
                send(served, namespace, Optional.of(report))
                        .ifPresentOrElse(errors::add, () -> contents.put(namespace, content));
                written.put(namespace, System.nanoTime());
            }
        });
        for (String namespace : List.copyOf(contents.keySet())) {
            if (!reports.containsKey(namespace) && lease.isHeld()) {
                send(served, namespace, Optional.empty())
                        .ifPresentOrElse(errors::add, () -> contents.remove(namespace));
            }
        }
        written.keySet().retainAll(reports.keySet());
        if (!errors.isEmpty()) {
            throw new UnansweredException(errors.get(0));
        }
        if (contents.keySet().equals(reports.keySet())) { // what was refused and isn't due again is no success
            lastError.forget();
        }
    }

    private boolean isDue(String namespace) {
        Long at = written.get(namespace);
        return lease.isHeld() && (at == null || System.nanoTime() - at >= PACE.toNanos());
    }

    /** Writes the report, or deletes it where there is none any more. Returns why it couldn't be. */
    private Optional<String> send(ReportApi served, String namespace, Optional<Map<String, Object>> report) {
        String path = served.path(namespace);
        try {
            return report.isPresent()
                    ? refusal(
                            ApiServer.await(
                                    server.applyByForce(path, JSON.writeValueAsString(report.get()), MANAGER, PATIENCE),
                                    PATIENCE),
                            "PATCH " + path)
                    : refusal(ApiServer.await(server.delete(path, PATIENCE), PATIENCE), "DELETE " + path);
        } catch (IOException failed) {
            return Optional.of(String.valueOf(failed.getMessage()));
        }
    }

    /** Adds what the reports of one kind say, by namespace. */
    private void list(ReportApi served, boolean namespaced) throws IOException {
        String path = served.listPath(namespaced) + "?limit=" + PAGE + "&fieldSelector=metadata.name%3D" + Reports.NAME;
        String next = "";
        do {
            String page = next.isEmpty() ? path : path + "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            HttpResponse<byte[]> answer = ApiServer.await(server.listMetadata(page, PATIENCE), PATIENCE);
            Optional<String> refusal = refusal(answer, "a list of " + served.listPath(namespaced));
            if (refusal.isPresent()) {
                throw new UnansweredException(refusal.get());
            }
            JsonNode list = JSON.readTree(answer.body());
            for (JsonNode item : list.path("items")) {
                contents.put(
                        item.at("/metadata/namespace").asText(),
                        item.path("metadata")
                                .path("annotations")
                                .path(Reports.CONTENT)
                                .asText());
            }
            next = list.at("/metadata/continue").asText();
        } while (!next.isEmpty());
    }

    /** A namespace that is being deleted takes no report any more, and one that is gone has none. */
    private static Optional<String> refusal(HttpResponse<byte[]> answer, String what) {
        boolean gone = answer.code() == HttpURLConnection.HTTP_NOT_FOUND;
        boolean going = answer.code() == HttpURLConnection.HTTP_FORBIDDEN
                && new String(answer.body(), StandardCharsets.UTF_8).contains("because it is being terminated");
        if (answer.code() < HttpURLConnection.HTTP_MULT_CHOICE || gone || going) {
            return Optional.empty();
        }
        return Optional.of("the API server answered " + answer.code() + " to " + what
                + (answer.code() == HttpURLConnection.HTTP_FORBIDDEN ? "; k8s/components/reports has the rights" : ""));
    }

    @Override
    public void close() {
        thread.close();
    }
}
