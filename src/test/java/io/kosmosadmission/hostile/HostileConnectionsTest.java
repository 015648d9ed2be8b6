package io.kosmosadmission.hostile;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.server.HttpsListener;
import io.kosmosadmission.server.http.RawConnection;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hostile bodies over real HTTPS, and clients that keep to no protocol: whoever comes after is served, and nothing is kept. */
@QuarkusTest
@Timeout(value = 5, unit = MINUTES)
class HostileConnectionsTest {
    private static final long SEED = 19;
    private static final int BODIES = 400;
    private static final int RESETS = 100;
    private static final int MEBIBYTE = 1 << 20;
    private static final String PATH = "/mutate?timeout=30s";

    @Inject
    HttpsListener listening;

    @Inject
    Vertx vertx;

    @Test
    void whoeverComesAfterIsServedAndNothingIsKept() throws Exception {
        Corpus corpus = Corpus.ofEach(40);
        Attack attack = new Attack(corpus, SEED, MEBIBYTE);
        round(corpus, attack, new Random(SEED)); // what is made once is made: classes, pools, threads
        Held before = Held.now();
        round(corpus, attack, new Random(SEED + 1));
        await("nothing is kept").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            Held after = Held.now();
            assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 8);
            assertThat(after.files()).as("open files").isLessThanOrEqualTo(before.files() + 8);
            assertThat(after.buffers()).as("buffers").isLessThanOrEqualTo(before.buffers() + 16 * MEBIBYTE);
            assertThat(after.heap()).as("heap").isLessThanOrEqualTo(before.heap() + 16 * MEBIBYTE);
        });
    }

    private void round(Corpus corpus, Attack attack, Random random) throws Exception {
        for (int i = 0; i < BODIES; i++) {
            byte[] body = attack.body(
                    corpus.reviews().get(random.nextInt(corpus.reviews().size())), random);
            Abuse abuse = Abuse.values()[random.nextInt(Abuse.values().length)];
            try (RawConnection connection = new RawConnection(listening.port())) {
                abuse.send(connection, body, random);
            } catch (SocketException closedByServer) {
                assertThat(abuse).isNotIn(Abuse.None, Abuse.Chunked);
            }
        }
        for (int i = 0; i < RESETS; i++) {
            noTls(random);
        }
        resets(corpus.reviews().get(0).body());
        try (RawConnection other = new RawConnection(listening.port())) {
            assertThat(other.review()).isEqualTo(200);
        }
    }

    /** What a client does to a connection. */
    private enum Abuse {
        None {
            @Override
            void send(RawConnection connection, byte[] body, Random random) throws IOException {
                connection
                        .send(RawConnection.head(PATH, "Content-Length: " + body.length))
                        .send(body);
                assertThat(connection.response()).isIn(200, 400);
                assertThat(connection.review()).as("on the same connection").isEqualTo(200);
            }
        },
        Chunked {
            @Override
            void send(RawConnection connection, byte[] body, Random random) throws IOException {
                connection.send(RawConnection.head(PATH, "Transfer-Encoding: chunked"));
                for (int from = 0; from < body.length; ) {
                    int to = Math.min(body.length, from + 1 + random.nextInt(30_000));
                    connection.send(Integer.toHexString(to - from) + "\r\n");
                    connection.send(Arrays.copyOfRange(body, from, to)).send("\r\n");
                    from = to;
                }
                assertThat(connection.send("0\r\n\r\n").response()).isIn(200, 400);
            }
        },
        TooMuchAnnounced {
            @Override
            void send(RawConnection connection, byte[] body, Random random) throws IOException {
                connection
                        .send(RawConnection.head(PATH, "Content-Length: " + (body.length + 10)))
                        .send(body);
            }
        },
        TooLittleAnnounced {
            @Override
            void send(RawConnection connection, byte[] body, Random random) throws IOException {
                connection
                        .send(RawConnection.head(PATH, "Content-Length: " + body.length / 2))
                        .send(body);
                assertThat(connection.response()).isIn(200, 400);
            }
        },
        NoLength {
            @Override
            void send(RawConnection connection, byte[] body, Random random) throws IOException {
                String length = List.of("-1", "99999999999999999999", "1e3", "0x10", "5, 6")
                        .get(random.nextInt(5));
                connection.send(RawConnection.head(PATH, "Content-Length: " + length));
                assertThat(connection.response()).isIn(400, 413, -1);
            }
        },
        TwoLengths {
            @Override
            void send(RawConnection connection, byte[] body, Random random) throws IOException {
                connection
                        .send(RawConnection.head(PATH, "Transfer-Encoding: chunked\r\nContent-Length: 3"))
                        .send("0\r\n\r\n");
                assertThat(connection.response()).isIn(400, -1);
            }
        },
        WrongChunk {
            @Override
            void send(RawConnection connection, byte[] body, Random random) throws IOException {
                connection
                        .send(RawConnection.head(PATH, "Transfer-Encoding: chunked"))
                        .send("5\r\n{\"a\":\r\nzz\r\n");
                assertThat(connection.response()).isIn(400, -1);
            }
        },
        LongHead {
            @Override
            void send(RawConnection connection, byte[] body, Random random) throws IOException {
                connection.send(RawConnection.head(PATH, "X: " + "x".repeat(100_000)));
                assertThat(connection.response()).isIn(431, -1);
            }
        },
        NoHttp {
            @Override
            void send(RawConnection connection, byte[] body, Random random) throws IOException {
                connection
                        .send(Arrays.copyOf(body, Math.min(body.length, 1_000)))
                        .send("\r\n\r\n");
            }
        },
        CutOff {
            @Override
            void send(RawConnection connection, byte[] body, Random random) throws IOException {
                connection
                        .send(RawConnection.head(PATH, "Content-Length: " + body.length))
                        .send(Arrays.copyOf(body, random.nextInt(body.length + 1)));
            }
        };

        /** Closing it afterwards is the caller's. */
        abstract void send(RawConnection connection, byte[] body, Random random) throws IOException;
    }

    private void noTls(Random random) throws IOException {
        byte[] garbage = new byte[random.nextInt(300)];
        random.nextBytes(garbage);
        try (Socket socket = new Socket("127.0.0.1", listening.port())) {
            socket.getOutputStream().write(garbage);
        }
    }

    /** Over HTTP/2: bodies that are begun and taken back, all on as few connections as the server lets them be. */
    private void resets(byte[] body) throws Exception {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2));
        List<Future<HttpClientRequest>> begun = new ArrayList<>();
        for (int i = 0; i < RESETS; i++) {
            begun.add(client.request(HttpMethod.POST, listening.port(), "127.0.0.1", PATH)
                    .onSuccess(request -> {
                        request.putHeader("content-type", "application/json").setChunked(true);
                        request.write(Buffer.buffer(body));
                        request.reset(8);
                    }));
        }
        for (Future<HttpClientRequest> each : begun) {
            each.toCompletionStage().toCompletableFuture().get(30, SECONDS);
        }
        client.close().toCompletionStage().toCompletableFuture().get(30, SECONDS);
    }
}
