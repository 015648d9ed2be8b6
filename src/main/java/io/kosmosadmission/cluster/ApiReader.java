package io.kosmosadmission.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kosmosadmission.admission.LiveReader;
import io.kosmosadmission.admission.LookupFailedException;
import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.inventory.ObjectKey;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.reading.WatchedObject;
import io.kosmosadmission.reading.WatchedObjects;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Asks the API server for single objects, all of them at once. An object that isn't there is an answer like another. */
final class ApiReader implements LiveReader {

    // Names come from reviews. No object has another name, and another name could lead to another path.
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

    private final JsonFactory json = new JsonFactory();
    private final ApiServer server;

    ApiReader(ApiServer server) {
        this.server = server;
    }

    @Override
    public FreshObjects read(Set<ObjectKey> keys, Duration budget) throws LookupFailedException {
        long end = System.nanoTime() + budget.toNanos();
        Map<ObjectKey, CompletableFuture<HttpResponse<byte[]>>> asked = new LinkedHashMap<>();
        Map<ObjectKey, Optional<Object>> found = new HashMap<>();
        for (ObjectKey key : keys) {
            if (canExist(key)) {
                asked.put(key, server.get(path(key), budget));
            } else {
                found.put(key, Optional.empty());
            }
        }
        for (Map.Entry<ObjectKey, CompletableFuture<HttpResponse<byte[]>>> each : asked.entrySet()) {
            try {
                Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                found.put(each.getKey(), object(each.getKey(), ApiServer.await(each.getValue(), left)));
            } catch (IOException failed) {
                asked.values().forEach(answer -> answer.cancel(true));
                throw new LookupFailedException(each.getKey() + ": " + failed.getMessage(), failed);
            }
        }
        return new FreshObjects(found);
    }

    private static boolean canExist(ObjectKey key) {
        return NAME.matcher(key.name()).matches()
                && (key.namespace().isEmpty() || NAME.matcher(key.namespace()).matches());
    }

    private static String path(ObjectKey key) {
        String kind = key.kind().name().toLowerCase(Locale.ROOT);
        String plural = kind + (kind.endsWith("s") ? "es" : "s");
        return group(key.kind())
                + (key.namespace().isEmpty() ? "" : "/namespaces/" + key.namespace())
                + "/" + plural + "/" + key.name();
    }

    private static String group(ObjectKey.Kind kind) {
        return switch (kind) {
            case Namespace, PersistentVolume, PersistentVolumeClaim, Pod -> "api/v1";
            case StorageClass, VolumeAttributesClass -> "apis/storage.k8s.io/v1";
            case VolumeSnapshot, VolumeSnapshotContent, VolumeSnapshotClass -> "apis/" + VolumeSnapshot.GROUP + "/v1";
            case Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob ->
                "apis/" + workload(kind).apiVersion();
        };
    }

    private static WorkloadKind workload(ObjectKey.Kind kind) {
        return WorkloadKind.valueOf(kind.name());
    }

    private Optional<Object> object(ObjectKey key, HttpResponse<byte[]> response) throws IOException {
        if (response.code() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        if (response.code() != HttpURLConnection.HTTP_OK) {
            throw new UnansweredException("the API server answered " + response.code());
        }
        try (JsonParser parser = json.createParser(response.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnansweredException("the API server answered with no object");
            }
            WatchedObject<?> read = read(key.kind(), parser);
            if (read.object().isEmpty()) {
                throw new UnansweredException("not of its kind's shape: " + read.unreadable());
            }
            return Optional.of(read.object().get());
        }
    }

    private static WatchedObject<?> read(ObjectKey.Kind kind, JsonParser parser) throws IOException {
        return switch (kind) {
            case Namespace -> WatchedObjects.namespace(parser);
            case StorageClass -> WatchedObjects.storageClass(parser);
            case PersistentVolume -> WatchedObjects.volume(parser);
            case PersistentVolumeClaim -> WatchedObjects.claim(parser);
            case VolumeSnapshot -> WatchedObjects.snapshot(parser);
            case VolumeSnapshotContent -> WatchedObjects.snapshotContent(parser);
            case VolumeSnapshotClass -> WatchedObjects.snapshotClass(parser);
            case VolumeAttributesClass -> WatchedObjects.attributesClass(parser);
            case Pod -> WatchedObjects.pod(parser);
            case Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob ->
                WatchedObjects.workload(parser, workload(kind));
        };
    }
}
