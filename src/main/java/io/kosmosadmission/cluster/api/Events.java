package io.kosmosadmission.cluster.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.cluster.UnansweredException;
import io.kosmosadmission.cluster.leader.LeaderLease;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.ObjectKey;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes Events, which people see beside an object with {@code kubectl describe}. It never floods the cluster: the same
 * message about an object is written once an hour at most, twenty messages a second at most, and none about an object
 * that doesn't exist. All replicas write one and the same Event, since its name is derived from its content.
 */
public final class Events implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Events.class);

    private static final int WAITING = 1000;
    private static final int REMEMBERED = 2000;
    private static final long SILENT_MINUTES = 60;
    private static final int MESSAGE_LENGTH = 1024;
    /** The most characters of the object's name in the Event's own, which has 253 at most. */
    private static final int NAME_LENGTH = 230;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** From the beginning of one write to the next, so that hundreds are written within a minute. */
    private static final Duration PACE = Duration.ofMillis(50);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** kubectl describe looks for a node's Events by its name in place of the uid. */
    private static final Kind<?> NODE = Kind.NODE;

    private record Message(ObjectKey subject, String type, String reason, String text) {}

    private final Optional<KubernetesClient> client;
    private final String reporter;
    private final Map<Message, Instant> said = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Message, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Daemon.threads("events"),
            new ThreadPoolExecutor.DiscardPolicy());

    /** client is empty where nothing may be written. reporter is this replica's name. */
    public Events(Optional<KubernetesClient> client, String reporter) {
        this.client = client;
        this.reporter = reporter;
    }

    /** Writes a Warning. Returns false where too many are waiting to be written; it may be tried again later. */
    public boolean warn(ObjectKey subject, String reason, String message) {
        return say(new Message(subject, "Warning", reason, message));
    }

    /** Writes an Event of type Normal. Returns as {@link #warn}. */
    public boolean note(ObjectKey subject, String reason, String message) {
        return say(new Message(subject, "Normal", reason, message));
    }

    /** Forgets what was written about the object, so that the same may be written again within the hour. */
    public synchronized void forget(ObjectKey subject) {
        said.keySet().removeIf(message -> message.subject().equals(subject));
    }

    private synchronized boolean say(Message message) {
        if (client.isEmpty()) {
            return true;
        }
        if (writer.getQueue().remainingCapacity() == 0) {
            return false;
        }
        if (isNews(message, Instant.now())) {
            writer.execute(() -> write(client.get(), message));
        }
        return true;
    }

    private boolean isNews(Message message, Instant now) {
        Instant last = said.get(message);
        if (last != null && last.plus(SILENT_MINUTES, ChronoUnit.MINUTES).isAfter(now)) {
            return false;
        }
        said.remove(message);
        said.put(message, now);
        return true;
    }

    private void write(KubernetesClient api, Message message) {
        long began = System.nanoTime();
        try {
            Optional<String> uid = uid(api, message.subject());
            if (uid.isPresent()) {
                create(api, event(message, uid.get()));
            }
            TimeUnit.NANOSECONDS.sleep(PACE.toNanos() - (System.nanoTime() - began));
        } catch (UnansweredException silent) {
            failed(silent.getMessage());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the uid by which people find the Event; empty where the object doesn't exist. */
    private static Optional<String> uid(KubernetesClient api, ObjectKey subject) throws UnansweredException {
        if (subject.kind() == NODE) {
            return Optional.of(subject.name());
        }
        HttpResponse<byte[]> answer =
                ApiServer.await(new ApiServer(api).getMetadata(path(subject), PATIENCE), PATIENCE);
        if (answer.code() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JSON.readTree(answer.body()).path("metadata").path("uid").asText());
        } catch (IOException unreadable) {
            throw new UnansweredException("the API server answered " + answer.code(), unreadable);
        }
    }

    private static String path(ObjectKey subject) {
        return subject.kind().path(subject.kind().versions().get(0), subject.namespace()) + "/" + subject.name();
    }

    private void create(KubernetesClient api, Event event) {
        try {
            api.resource(event).create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                again(api, event);
            } else {
                failed(ApiErrors.of(refused));
            }
        }
    }

    /** Updates the time of an Event that another replica has written, or this one before it was restarted. */
    private void again(KubernetesClient api, Event event) {
        String path = "api/v1/namespaces/" + event.getMetadata().getNamespace() + "/events/"
                + event.getMetadata().getName();
        String patch = "{\"lastTimestamp\":\"" + event.getLastTimestamp() + "\"}";
        try {
            int code = ApiServer.await(new ApiServer(api).mergePatch(path, patch, PATIENCE), PATIENCE)
                    .code();
            if (code != HttpURLConnection.HTTP_OK) {
                failed("the API server answered " + code);
            }
        } catch (UnansweredException silent) {
            failed(silent.getMessage());
        }
    }

    private void failed(String why) {
        if (!writer.isShutdown()) {
            LOG.warnf("event not written why=\"%s\"", why);
        }
    }

    private Event event(Message message, String uid) {
        ObjectKey subject = message.subject();
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String about =
                subject.name().substring(0, Math.min(NAME_LENGTH, subject.name().length()));
        String name = about + "." + Long.toHexString(hash(message));
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(subject.namespace().isEmpty() ? "default" : subject.namespace())
                .withName(name)
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(subject.kind().apiVersion())
                .withKind(subject.kind().name())
                .withUid(uid.isEmpty() ? null : uid)
                .withNamespace(subject.namespace().isEmpty() ? null : subject.namespace())
                .withName(subject.name())
                .endInvolvedObject()
                .withType(message.type())
                .withReason(message.reason())
                .withMessage(cut(message.text()))
                .withNewSource(LeaderLease.NAME, null)
                .withReportingComponent(LeaderLease.NAME)
                .withReportingInstance(reporter)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
    }

    private static String cut(String message) {
        return message.length() <= MESSAGE_LENGTH ? message : message.substring(0, MESSAGE_LENGTH - 1) + "…";
    }

    /** Returns a hash that is the same in every replica. */
    private static long hash(Message message) {
        long hash = 1125899906842597L;
        for (char letter :
                (message.subject().kind().name() + message.type() + message.reason() + message.text()).toCharArray()) {
            hash = 31 * hash + letter;
        }
        return hash;
    }

    @Override
    public void close() {
        writer.shutdownNow();
    }
}
