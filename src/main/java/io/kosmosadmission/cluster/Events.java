package io.kosmosadmission.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
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
 * Tells people about objects where they look: {@code kubectl describe}. Never more than a trickle: a sentence about an object
 * is said once an hour, and where there is more to say than one Event a second it is dropped. All replicas write one Event,
 * since its name is made of what it says.
 */
final class Events implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Events.class);

    private static final int WAITING = 100;
    private static final int REMEMBERED = 1000;
    private static final long SILENT_MINUTES = 60;
    private static final int MESSAGE_LENGTH = 1024;
    /** Leaves room for the rest of the Event's own name, 253 at most. */
    private static final int NAME_LENGTH = 230;

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What an Event is about; of an object that lives in no namespace it is empty. */
    record Subject(String apiVersion, String kind, String namespace, String name) {}

    private record Sentence(Subject subject, String type, String reason, String message) {}

    private final Optional<KubernetesClient> client;
    private final String reporter;
    private final Map<Sentence, Instant> said = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Sentence, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
                Thread thread = new Thread(task, "events");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    /** client: empty where nothing may be written. reporter: this replica's name. */
    Events(Optional<KubernetesClient> client, String reporter) {
        this.client = client;
        this.reporter = reporter;
    }

    void warn(Subject subject, String reason, String message) {
        say(new Sentence(subject, "Warning", reason, message));
    }

    void note(Subject subject, String reason, String message) {
        say(new Sentence(subject, "Normal", reason, message));
    }

    /** What was said about the object may be said again: it is another time. */
    synchronized void forget(Subject subject) {
        said.keySet().removeIf(sentence -> sentence.subject().equals(subject));
    }

    private void say(Sentence sentence) {
        if (client.isPresent() && isNews(sentence, Instant.now())) {
            writer.execute(() -> write(client.get(), sentence));
        }
    }

    private synchronized boolean isNews(Sentence sentence, Instant now) {
        Instant last = said.get(sentence);
        if (last != null && last.plus(SILENT_MINUTES, ChronoUnit.MINUTES).isAfter(now)) {
            return false;
        }
        said.remove(sentence);
        said.put(sentence, now);
        return true;
    }

    private void write(KubernetesClient api, Sentence sentence) {
        Event event = event(sentence);
        try {
            api.resource(event).create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                again(api, event);
            } else {
                failed(Trouble.of(refused));
            }
        }
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another replica said so, or this one before it was started again. */
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

    private Event event(Sentence sentence) {
        Subject subject = sentence.subject();
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String about =
                subject.name().substring(0, Math.min(NAME_LENGTH, subject.name().length()));
        String name = about + "." + Long.toHexString(hash(sentence));
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(subject.namespace().isEmpty() ? "default" : subject.namespace())
                .withName(name)
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(subject.apiVersion())
                .withKind(subject.kind())
                .withNamespace(subject.namespace().isEmpty() ? null : subject.namespace())
                .withName(subject.name())
                .endInvolvedObject()
                .withType(sentence.type())
                .withReason(sentence.reason())
                .withMessage(cut(sentence.message()))
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

    /** The same in every replica. */
    private static long hash(Sentence sentence) {
        long hash = 1125899906842597L;
        for (char letter :
                (sentence.subject().kind() + sentence.type() + sentence.reason() + sentence.message()).toCharArray()) {
            hash = 31 * hash + letter;
        }
        return hash;
    }

    @Override
    public void close() {
        writer.shutdownNow();
    }
}
