package io.kosmosadmission.cluster.canary;

import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kosmosadmission.admission.CanaryReview;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.Findings;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.cluster.UnansweredException;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.api.WebhookConfigurations;
import io.kosmosadmission.cluster.leader.Hold;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Asks the API server each minute, while this replica holds the lease, for a pod that nobody wants, by dry run in a
 * fail-closed namespace: there it says what failurePolicy Ignore hides elsewhere. It also compares how the other entries are
 * called, and asks whether a required anti-affinity over providers is allowed.
 */
public final class Canary implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Canary.class);

    /** Between two questions. */
    public static final Duration PERIOD = Duration.ofMinutes(1);

    private static final Duration LOOK = Duration.ofMillis(500);

    /** Longer than our two webhooks may take, and the client repeats the question once where they have failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Supplier<Optional<ClusterState>> states;
    private final ApiServer server;
    private final Consumer<Boolean> forbidden;
    private final Hold lease = new Hold();
    private final Daemon thread = new Daemon("canary", LOG);
    private final LastMessage lastSilence = new LastMessage();
    private final Calls calls;
    private volatile Optional<Boolean> called = Optional.empty();
    private volatile Findings findings = Findings.NONE;
    private List<Finding> differing = List.of();

    /**
     * @param states returns the newest state; empty before the first
     * @param forbidden takes whether the API server forbids required anti-affinities over providers, each time that it says
     * @param period between two questions
     */
    public Canary(
            Supplier<Optional<ClusterState>> states, ApiServer server, Consumer<Boolean> forbidden, Duration period) {
        this.states = states;
        this.server = server;
        this.forbidden = forbidden;
        this.calls = new Calls(period);
    }

    public void start() {
        thread.repeat(this::round, LOOK, LOOK, "the canary failed");
    }

    /** Says that this replica holds the lease. To be called every few seconds while it does. */
    public void hold() {
        lease.renew();
    }

    /** Returns whether we are called; empty where this replica doesn't ask, or nobody knows. */
    public Optional<Boolean> called() {
        return called;
    }

    public Findings findings() {
        return findings;
    }

    private void round() {
        Optional<ClusterState> state = states.get();
        if (!lease.isHeld() || state.isEmpty()) {
            calls.forget();
            differing = List.of();
        } else if (calls.isDue(Instant.now())) {
            ask(state.get());
        }
        List<Finding> found = new ArrayList<>(differing);
        calls.finding().ifPresent(found::add);
        called = calls.called();
        findings = new Findings(found);
    }

    private void ask(ClusterState state) {
        if (!state.inventory().knowsNamespace(CanaryReview.NAMESPACE)) {
            log("namespace " + CanaryReview.NAMESPACE + " is not there");
            differing = List.of();
            calls.rest(Instant.now());
            return;
        }
        CanaryAnswer answer = answer();
        calls.take(answer, Instant.now());
        if (answer.verdict() == CanaryAnswer.Verdict.Silent) {
            log(answer.sentence());
            return;
        }
        try {
            if (answer.verdict() == CanaryAnswer.Verdict.Called) {
                HttpResponse<byte[]> apart =
                        send(CanaryPod.keptApart(state.configuration().providerLabel()));
                CanaryAnswer.forbidsAntiAffinity(apart.code(), apart.body()).ifPresent(forbidden);
            }
            differing = differing();
            lastSilence.forget();
        } catch (IOException failed) {
            log(String.valueOf(failed.getMessage()));
        }
    }

    private CanaryAnswer answer() {
        try {
            HttpResponse<byte[]> answer = send(CanaryPod.plain());
            return CanaryAnswer.of(answer.code(), answer.headers("Warning"), answer.body());
        } catch (UnansweredException silent) {
            return CanaryAnswer.silent(String.valueOf(silent.getMessage()));
        }
    }

    private HttpResponse<byte[]> send(String pod) throws UnansweredException {
        return ApiServer.await(server.createByDryRun(CanaryPod.PATH, pod, PATIENCE), PATIENCE);
    }

    private List<Finding> differing() throws IOException {
        List<Finding> found = new ArrayList<>();
        for (String kind : WebhookConfigurations.KINDS) {
            HttpResponse<byte[]> answer =
                    ApiServer.await(server.get(WebhookConfigurations.path(kind), PATIENCE), PATIENCE);
            if (answer.code() == HttpURLConnection.HTTP_OK) {
                CalledEntries.differing(kind, answer.body()).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Says once what is no fault of the installation, or is over before somebody looks. */
    private void log(String why) {
        if (lastSilence.becomes(why) && !Thread.currentThread().isInterrupted()) {
            LOG.infof("whether we are called is not known, will go on asking why=\"%s\"", why);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
