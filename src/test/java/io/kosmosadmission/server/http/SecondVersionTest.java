package io.kosmosadmission.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.server.HttpsListener;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over HTTP/2 many reviews share a connection: none of them may end it for the others. */
@QuarkusTest
class SecondVersionTest {

    private static final int MEBIBYTE = 1 << 20;

    @Inject
    Vertx vertx;

    @Inject
    HttpsListener listening;

    private HttpClient client;

    @BeforeEach
    void connect() {
        client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setHttp2MaxPoolSize(1)
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(listening.port()));
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void answersReviews() {
        HttpClientRequest request = request("/mutate");
        assertThat(request.version()).isEqualTo(HttpVersion.HTTP_2);
        // Asked for before it can come: a body that nobody waits for is dropped.
        Future<String> body =
                request.response().compose(HttpClientResponse::body).map(Buffer::toString);
        request.send(Reviews.SECRET);
        assertThat(await(body)).contains(Reviews.UID);
    }

    @Test
    void refusesOverTheLimit() {
        Buffer body = Buffer.buffer(Reviews.padded(9 * MEBIBYTE));
        assertThat(status(request("/mutate?timeout=30s").send(body))).isEqualTo(413);
    }

    @Test
    void aBodyThatNeverEndsEndsItsOwnStreamOnly() {
        HttpClientRequest slow = request("/mutate?timeout=1s");
        slow.setChunked(true).write("{");
        assertThat(status(request("/validate").send(Reviews.SECRET))).isEqualTo(200);
        assertThat(status(slow.response())).isEqualTo(500);
        HttpClientRequest next = request("/validate");
        assertThat(next.connection()).isSameAs(slow.connection());
        assertThat(status(next.send(Reviews.SECRET))).isEqualTo(200);
    }

    private HttpClientRequest request(String path) {
        return await(client.request(HttpMethod.POST, path)).putHeader("content-type", "application/json");
    }

    private static int status(Future<HttpClientResponse> response) {
        return await(response).statusCode();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }
}
