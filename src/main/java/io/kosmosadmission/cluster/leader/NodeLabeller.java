package io.kosmosadmission.cluster.leader;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.NodeLabelling;
import io.kosmosadmission.admission.NodeLabelling.Unlabelled;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.cluster.UnansweredException;
import io.kosmosadmission.cluster.api.ApiErrors;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.Node;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Gives nodes the label of their provider while this replica holds the lease, by server-side apply of that label alone.
 * With the uid, so that a node made anew under the same name isn't taken for the old one and none is created; without
 * force, so that what somebody else has set meanwhile stays.
 */
public final class NodeLabeller implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(NodeLabeller.class);

    static final String MANAGER = "kosmos-admission-nodes";
    private static final int LONGEST_MANAGER = 128;

    private static final Duration PERIOD = Duration.ofMillis(500);

    /** From the beginning of one write to the next: many components watch all nodes, and get each of them. */
    private static final Duration PACE = Duration.ofMillis(50);

    /** Nodes of one round. Those that join meanwhile are seen by the next one. */
    private static final int MOST = 40;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Nothing is written for so long after the API server has said that this account may not. */
    private static final Duration BARRED = Duration.ofSeconds(30);

    private final Supplier<Optional<ClusterState>> states;
    private final ApiServer server;
    private final Mode maxMode;
    private final Daemon thread = new Daemon("node-labels", LOG);
    private final LastMessage lastError = new LastMessage();
    private final Hold lease = new Hold();
    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
    private volatile Optional<Finding> forbidden = Optional.empty();
    private long barredUntil = System.nanoTime();

    /** states returns the newest state; empty before the first. maxMode is the emergency brake. */
    public NodeLabeller(Supplier<Optional<ClusterState>> states, ApiServer server, Mode maxMode) {
        this.states = states;
        this.server = server;
        this.maxMode = maxMode;
    }

    public void start() {
        thread.repeat(this::round, PERIOD, PERIOD, "nodes were not given their labels");
    }

    /** Says that this replica holds the lease. To be called every few seconds while it does. */
    public void hold() {
        lease.renew();
    }

    /** Returns the finding that this account may not label nodes, while that is so. */
    Optional<Finding> forbidden() {
        return forbidden;
    }

    /** Returns why the node was not given its label, after it was tried more than once. */
    Optional<String> why(Node node) {
        return Optional.ofNullable(attempts.get(node.uid()))
                .filter(attempt -> attempt.failures() > 1)
                .map(Attempt::why);
    }

    private void round() {
        Optional<ClusterState> state = lease.isHeld() ? states.get() : Optional.empty();
        NodeLabelling labelling =
                NodeLabelling.of(state.map(ClusterState::configuration).orElse(Configuration.DEFAULT), maxMode);
        List<Unlabelled> unlabelled = labelling.acts() && state.isPresent()
                ? labelling.unlabelled(
                        state.get().configuration(), state.get().inventory().providers())
                : List.of();
        if (unlabelled.isEmpty()) {
            attempts.clear();
            forbidden = Optional.empty();
            return;
        }
        Set<String> uids = unlabelled.stream().map(each -> each.node().uid()).collect(Collectors.toSet());
        attempts.keySet().retainAll(uids);
        give(labelling, unlabelled);
    }

    private void give(NodeLabelling labelling, List<Unlabelled> unlabelled) {
        long now = System.nanoTime();
        List<Unlabelled> due = unlabelled.stream()
                .filter(each -> !each.node().uid().isEmpty()
                        && Attempt.isDue(attempts.get(each.node().uid()), now))
                .limit(MOST)
                .toList();
        int given = 0;
        for (Unlabelled each : due) {
            long began = System.nanoTime();
            if (!lease.isHeld() || began - barredUntil < 0) {
                break;
            }
            given += give(labelling, each) ? 1 : 0;
            if (!pause(PACE.toNanos() - (System.nanoTime() - began))) {
                break;
            }
        }
        if (given > 0) {
            LOG.infof("nodes were given their label label=%s nodes=%d", labelling.key(), given);
        }
    }

    private static boolean pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
            return true;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean give(NodeLabelling labelling, Unlabelled each) {
        String path = Kind.NODE.path("v1", "") + "/" + each.node().name();
        try {
            HttpResponse<byte[]> answer = ApiServer.await(
                    server.apply(path, labelled(each, labelling.key()), manager(labelling.key()), PATIENCE), PATIENCE);
            if (answer.code() == HttpURLConnection.HTTP_OK) {
                attempts.put(each.node().uid(), Attempt.done(System.nanoTime()));
                forbidden = Optional.empty();
                lastError.forget();
                return true;
            }
            refused(labelling, each, answer);
        } catch (UnansweredException silent) {
            if (!Thread.currentThread().isInterrupted()) { // else we are being closed
                failed(each.node(), silent.getMessage());
                warn(each.node(), silent.getMessage(), silent.getMessage());
            }
        }
        return false;
    }

    /**
     * A conflict or a node that is gone is no fault: the state will show what has become of it. That nothing may be
     * written at all is a finding, which is logged as such.
     */
    private void refused(NodeLabelling labelling, Unlabelled each, HttpResponse<byte[]> answer) {
        String why = ApiErrors.of(answer.code(), answer.body());
        failed(each.node(), why);
        switch (answer.code()) {
            case HttpURLConnection.HTTP_FORBIDDEN -> {
                barredUntil = System.nanoTime() + BARRED.toNanos();
                forbidden = forbidden.or(() -> Optional.of(labelling.forbidden(why)));
            }
            case HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_NOT_FOUND -> {}
            default -> warn(each.node(), "answered " + answer.code(), why);
        }
    }

    private void failed(Node node, String why) {
        attempts.merge(node.uid(), Attempt.failed(why, System.nanoTime()), Attempt::then);
    }

    /** Logs once what fails in the same way for one node after the other. */
    private void warn(Node node, String way, String why) {
        if (lastError.becomes(way)) {
            LOG.warnf("node not given its label, will go on trying node=%s why=\"%s\"", node.name(), why);
        }
    }

    private static String labelled(Unlabelled each, String key) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("apiVersion", Kind.NODE.apiVersion()).put("kind", Kind.NODE.name());
        ObjectNode metadata = node.putObject("metadata");
        metadata.put("name", each.node().name()).put("uid", each.node().uid());
        metadata.putObject("labels").put(key, each.provider());
        return node.toString();
    }

    /**
     * Returns the manager of the field. A manager takes back what it no longer applies, so that a key which the rules no
     * longer name must be another one's: pods may still ask for it.
     */
    static String manager(String key) {
        String manager = key.equals(Configuration.DEFAULT_PROVIDER_LABEL) ? MANAGER : MANAGER + ":" + key;
        return manager.substring(0, Math.min(LONGEST_MANAGER, manager.length()));
    }

    @Override
    public void close() {
        thread.close();
    }
}
