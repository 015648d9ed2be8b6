package io.kosmosadmission.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.server.HttpsListener;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever sends slowly, or never ends, keeps nobody else waiting. */
@QuarkusTest
class SlowBodiesTest {

    /** More than there are event loops and workers together. */
    private static final int MANY = 100;

    private static final int MEBIBYTE = 1 << 20;

    @Inject
    HttpsListener listening;

    @Test
    void othersAreServedWhileManyBodiesAreHalfSent() throws IOException {
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                slow.add(connection()
                        .send(RawConnection.head("/mutate?timeout=30s", "Content-Length: 50000"))
                        .send("{\"apiVersion\":" + " ".repeat(40_000)));
            }
            try (RawConnection other = connection()) {
                assertThat(other.review()).isEqualTo(200);
                assertThat(other.review()).isEqualTo(200);
            }
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    @Test
    void aBodyThatTricklesIsReadToItsEnd() throws IOException {
        try (RawConnection slow = connection();
                RawConnection other = connection()) {
            slow.send(RawConnection.head("/validate?timeout=30s", "Transfer-Encoding: chunked"));
            for (int i = 0; i < Reviews.SECRET.length(); i++) {
                slow.send("1\r\n" + Reviews.SECRET.charAt(i) + "\r\n");
            }
            assertThat(other.review()).isEqualTo(200);
            assertThat(slow.send("0\r\n\r\n").response()).isEqualTo(200);
            assertThat(slow.review()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatNeverEndsIsAnsweredWhenItsTimeIsUsedUpAndItsConnectionClosed() throws IOException {
        try (RawConnection slow = connection()) {
            slow.send(RawConnection.head("/mutate?timeout=1s", "Content-Length: 50000"))
                    .send("{");
            assertThat(slow.response()).isEqualTo(500);
            assertThat(slow.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aBodyOverTheLimitIsReadBeforeItIsRefused() throws IOException {
        try (RawConnection connection = connection()) {
            byte[] body = Reviews.padded(9 * MEBIBYTE);
            connection
                    .send(RawConnection.head("/mutate?timeout=30s", "Content-Length: " + body.length))
                    .send(body);
            assertThat(connection.response()).isEqualTo(413);
            assertThat(connection.review()).isEqualTo(200);
        }
    }

    @Test
    void aBodyWithoutAnnouncedLengthStopsAtTheHardLimit() throws IOException {
        try (RawConnection connection = connection();
                RawConnection other = connection()) {
            connection.send(RawConnection.head("/mutate", "Transfer-Encoding: chunked"));
            assertThat(untilClosed(connection)).isLessThan(64);
            assertThat(other.review()).isEqualTo(200);
        }
    }

    @Test
    void anAnnouncedBodyOverTheHardLimitIsNotRead() throws IOException {
        try (RawConnection connection = connection()) {
            connection.send(RawConnection.head("/mutate", "Content-Length: " + 17 * MEBIBYTE));
            assertThat(connection.response()).isEqualTo(413);
        }
    }

    @Test
    void speaksBothVersionsOfHttp() throws IOException {
        try (RawConnection second = new RawConnection(listening.port(), "h2", "http/1.1");
                RawConnection first = new RawConnection(listening.port(), "http/1.1")) {
            assertThat(second.protocol()).isEqualTo("h2");
            assertThat(first.protocol()).isEqualTo("http/1.1");
        }
    }

    /** How many mebibytes could be sent; buffers on the way take some after the end. */
    private static int untilClosed(RawConnection connection) {
        String chunk = Integer.toHexString(MEBIBYTE) + "\r\n" + "x".repeat(MEBIBYTE) + "\r\n";
        for (int sent = 0; sent < 64; sent++) {
            try {
                connection.send(chunk);
            } catch (IOException closed) {
                return sent;
            }
        }
        return 64;
    }

    private RawConnection connection() throws IOException {
        return new RawConnection(listening.port());
    }
}
