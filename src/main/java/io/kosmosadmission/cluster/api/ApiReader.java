package io.kosmosadmission.cluster.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kosmosadmission.admission.LiveReader;
import io.kosmosadmission.admission.LookupFailedException;
import io.kosmosadmission.cluster.UnansweredException;
import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.reading.ReceivedObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Asks the API server for single objects, all at once. That an object doesn't exist is an answer like any other. */
public final class ApiReader implements LiveReader {

    // Names come from reviews, so they may be any text. No object has a name of another form, and such a name could
    // lead to another path.
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

    private final JsonFactory json = new JsonFactory();
    private final ApiServer server;
    private final Function<Kind<?>, String> versions;

    /** versions returns the version in which a kind is served. */
    public ApiReader(ApiServer server, Function<Kind<?>, String> versions) {
        this.server = server;
        this.versions = versions;
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

    private String path(ObjectKey key) {
        return key.kind().path(versions.apply(key.kind()), key.namespace()) + "/" + key.name();
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
            ReceivedObject<?> read = ReceivedObject.read(key.kind(), parser);
            if (read.object().isEmpty()) {
                throw new UnansweredException("not of its kind's shape: " + read.unreadable());
            }
            return Optional.of(read.object().get());
        }
    }
}
