package io.kosmosadmission.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kosmosadmission.inventory.ObjectKey;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.reading.WatchedObject;
import io.kosmosadmission.reading.WatchedObjects;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Asks the API server itself, where the snapshot lacks an object or must not be trusted alone. Each call is one GET, blocks
 * until the answer or the end of its time, and so is for worker threads. Empty: there is no such object. Anything else than
 * an answer is an {@link UnansweredException}.
 */
public final class LiveReader {

    // The names come from reviews. No object has another name, and another name could lead to another path.
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

    private final JsonFactory json = new JsonFactory();
    private final HttpClient http;
    private final String server;

    LiveReader(KubernetesClient client) {
        this.http = client.getHttpClient();
        this.server = client.getMasterUrl().toString();
    }

    private interface Reader<T> {
        WatchedObject<T> read(JsonParser parser) throws IOException;
    }

    public Optional<Node> node(String name, Duration time) throws IOException {
        return get("api/v1/nodes/", "", name, time, WatchedObjects::node);
    }

    public Optional<Namespace> namespace(String name, Duration time) throws IOException {
        return get("api/v1/namespaces/", "", name, time, WatchedObjects::namespace);
    }

    public Optional<StorageClass> storageClass(String name, Duration time) throws IOException {
        return get("apis/storage.k8s.io/v1/storageclasses/", "", name, time, WatchedObjects::storageClass);
    }

    public Optional<PersistentVolume> volume(String name, Duration time) throws IOException {
        return get("api/v1/persistentvolumes/", "", name, time, WatchedObjects::volume);
    }

    public Optional<PersistentVolumeClaim> claim(String namespace, String name, Duration time) throws IOException {
        return get("api/v1/namespaces/%s/persistentvolumeclaims/", namespace, name, time, WatchedObjects::claim);
    }

    public Optional<PodView> pod(String namespace, String name, Duration time) throws IOException {
        return get("api/v1/namespaces/%s/pods/", namespace, name, time, WatchedObjects::pod);
    }

    public Optional<Workload> workload(WorkloadKind kind, String namespace, String name, Duration time)
            throws IOException {
        String path = "apis/" + kind.apiVersion() + "/namespaces/%s/" + plural(kind) + "/";
        return get(path, namespace, name, time, parser -> WatchedObjects.workload(parser, kind));
    }

    /** The object of that key, as the record of its kind. */
    public Optional<?> read(ObjectKey key, Duration time) throws IOException {
        return switch (key.kind()) {
            case Namespace -> namespace(key.name(), time);
            case StorageClass -> storageClass(key.name(), time);
            case PersistentVolume -> volume(key.name(), time);
            case PersistentVolumeClaim -> claim(key.namespace(), key.name(), time);
            case Pod -> pod(key.namespace(), key.name(), time);
            case Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob ->
                workload(WorkloadKind.valueOf(key.kind().name()), key.namespace(), key.name(), time);
        };
    }

    private static String plural(WorkloadKind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + "s";
    }

    /** Why the API server gives no answer; empty where it does. */
    Optional<String> whySilent(Duration time) {
        try {
            send("version", time);
            return Optional.empty();
        } catch (IOException silent) {
            return Optional.of(silent.getMessage());
        }
    }

    private <T> Optional<T> get(String path, String namespace, String name, Duration time, Reader<T> reader)
            throws IOException {
        if (!NAME.matcher(name).matches()
                || path.contains("%s") && !NAME.matcher(namespace).matches()) {
            return Optional.empty();
        }
        HttpResponse<byte[]> response = send(path.formatted(namespace) + name, time);
        if (response.code() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        if (response.code() != HttpURLConnection.HTTP_OK) {
            throw new UnansweredException("the API server answered " + response.code() + " for " + name);
        }
        try (JsonParser parser = json.createParser(response.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnansweredException("the API server answered with no object for " + name);
            }
            WatchedObject<T> read = reader.read(parser);
            if (read.object().isEmpty()) {
                throw new UnansweredException(name + " is not of its kind's shape: " + read.unreadable());
            }
            return read.object();
        }
    }

    private HttpResponse<byte[]> send(String path, Duration time) throws UnansweredException {
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(server + path)
                .header("Accept", "application/json")
                .timeout(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS)
                .build();
        CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(request, byte[].class);
        try {
            return response.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            response.cancel(true);
            throw new UnansweredException("the API server didn't answer in " + time.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            throw new UnansweredException("the API server can't be asked: " + Trouble.of(failed), failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("asking the API server was interrupted", ended);
        }
    }
}
