package io.kosmosadmission.server.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.certificates.CertificateFiles;
import io.kosmosadmission.certificates.CertificateFiles.Pair;
import io.kosmosadmission.server.HttpsListener;
import io.kosmosadmission.server.ServeOptions;
import io.kosmosadmission.server.http.RawConnection;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CertificateReplacementTest {

    @Inject
    HttpsListener listening;

    @Inject
    ServeOptions options;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger reviews = new AtomicInteger();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();

    @Test
    void newConnectionsGetTheNewCertificateAndNoReviewFails() throws Exception {
        X509Certificate before = served();
        List<Thread> clients = List.of(new Thread(() -> reviews(1)), new Thread(() -> reviews(1_000_000)));
        clients.forEach(Thread::start);
        try {
            Pair next = CertificateFiles.valid("EC");
            CertificateFiles.replace(options.certs().resolve("tls.crt"), next.certificate());
            int half = reviews.get();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> reviews.get() > half + 100); // while the pair is half replaced
            CertificateFiles.replace(options.certs().resolve("tls.key"), next.key());
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !served().equals(before));
            int replaced = reviews.get();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> reviews.get() > replaced + 100);
        } finally {
            ended.set(true);
            for (Thread client : clients) {
                client.join();
            }
        }
        assertThat(failures).isEmpty();
    }

    private void reviews(int eachConnection) {
        try {
            while (!ended.get()) {
                try (RawConnection connection = new RawConnection(listening.port())) {
                    for (int i = 0; i < eachConnection && !ended.get(); i++) {
                        assertThat(connection.review()).isEqualTo(200);
                        reviews.incrementAndGet();
                    }
                }
            }
        } catch (IOException | AssertionError failed) {
            failures.add(new IllegalStateException(failed));
        }
    }

    private X509Certificate served() throws IOException {
        try (RawConnection connection = new RawConnection(listening.port())) {
            return connection.certificate();
        }
    }
}
