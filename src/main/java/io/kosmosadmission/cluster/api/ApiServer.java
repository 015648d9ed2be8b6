package io.kosmosadmission.cluster.api;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kosmosadmission.cluster.UnansweredException;
import io.vertx.core.http.HttpClosedException;
import java.net.URLEncoder;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends single requests as they are. The client's own calls would make typed models, and read an object before a patch.
 */
public final class ApiServer {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    /** JSON is YAML. */
    private static final String APPLY_PATCH = "application/apply-patch+yaml";

    private static final String METADATA_ALONE = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

    private static final String METADATA_OF_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    private final HttpClient http;
    private final String address;

    public ApiServer(KubernetesClient client) {
        this.http = client.getHttpClient();
        this.address = client.getMasterUrl().toString();
    }

    public CompletableFuture<HttpResponse<byte[]>> get(String path, Duration time) {
        return read(request(path, time).header("Accept", "application/json").build());
    }

    /** Gets the metadata alone of the objects of a list. */
    public CompletableFuture<HttpResponse<byte[]>> listMetadata(String path, Duration time) {
        return read(request(path, time).header("Accept", METADATA_OF_LIST).build());
    }

    public CompletableFuture<HttpResponse<byte[]>> delete(String path, Duration time) {
        return http.sendAsync(
                request(path, time).method("DELETE", "application/json", "{}").build(), byte[].class);
    }

    /** Gets the object's metadata alone. */
    CompletableFuture<HttpResponse<byte[]>> getMetadata(String path, Duration time) {
        return read(request(path, time).header("Accept", METADATA_ALONE).build());
    }

    /**
     * Sends the request, and sends it once more if the kept connection was closed meanwhile, as by an API server that
     * shuts down. The client itself repeats only requests whose connection broke.
     */
    private CompletableFuture<HttpResponse<byte[]>> read(HttpRequest request) {
        return http.sendAsync(request, byte[].class).exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return cause instanceof HttpClosedException
                    ? http.sendAsync(request, byte[].class)
                    : CompletableFuture.failedFuture(cause);
        });
    }

    /** Asks to create the object, with all of admission and validation, and stores nothing. */
    public CompletableFuture<HttpResponse<byte[]>> createByDryRun(String path, String json, Duration time) {
        return http.sendAsync(
                request(path + "?dryRun=All", time)
                        .post("application/json", json)
                        .build(),
                byte[].class);
    }

    CompletableFuture<HttpResponse<byte[]>> mergePatch(String path, String json, Duration time) {
        return http.sendAsync(
                request(path, time).method("PATCH", MERGE_PATCH, json).build(), byte[].class);
    }

    /** Applies the object by server-side apply, without force: what another manager has set otherwise is a conflict. */
    public CompletableFuture<HttpResponse<byte[]>> apply(String path, String json, String manager, Duration time) {
        return applyPatch(path + managedBy(manager), json, time);
    }

    /** Applies by force: this manager owns the fields that are sent and no others, whoever had them before. */
    public CompletableFuture<HttpResponse<byte[]>> applyByForce(
            String path, String json, String manager, Duration time) {
        return applyPatch(path + managedBy(manager) + "&force=true", json, time);
    }

    private static String managedBy(String manager) {
        return "?fieldManager=" + URLEncoder.encode(manager, StandardCharsets.UTF_8);
    }

    private CompletableFuture<HttpResponse<byte[]>> applyPatch(String path, String json, Duration time) {
        return http.sendAsync(
                request(path, time).method("PATCH", APPLY_PATCH, json).build(), byte[].class);
    }

    private HttpRequest.Builder request(String path, Duration time) {
        return http.newHttpRequestBuilder()
                .uri(address + path)
                .timeout(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Blocks until the answer comes or the time is over. */
    public static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, Duration time)
            throws UnansweredException {
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw tooLate(late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TimeoutException || failed.getCause() instanceof HttpTimeoutException) {
                throw tooLate(failed); // the client's own timeout came first
            }
            throw new UnansweredException("the API server can't be asked: " + ApiErrors.of(failed), failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("asking the API server was interrupted", ended);
        }
    }

    private static UnansweredException tooLate(Exception cause) {
        return new UnansweredException("the API server didn't answer in time", cause);
    }

    /** Returns why the API server doesn't answer; empty where it does, whatever the answer is. */
    public Optional<String> whySilent(Duration time) {
        try {
            await(get("version", time), time);
            return Optional.empty();
        } catch (UnansweredException silent) {
            return Optional.of(silent.getMessage());
        }
    }
}
