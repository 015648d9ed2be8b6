package io.kosmosadmission.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.HttpLoggingInterceptor;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ClusterConnectionTest {

    private final Logger requestLog = Logger.getLogger(HttpLoggingInterceptor.class.getName());

    /** As when a server starts: connections are made before logging is configured, when everything is logged. */
    @Test
    void readsAnswersWithoutLoggingThem(@TempDir Path folder) throws IOException {
        Level before = requestLog.getLevel();
        requestLog.setLevel(Level.ALL);
        try (ClusterConnection connection = GivenServer.connect(folder, "https://127.0.0.1:1")) {
            assertThat(LoggerFactory.getLogger(HttpLoggingInterceptor.class).isTraceEnabled())
                    .isTrue();
            StandardHttpClientBuilder<?, ?, ?> http = (StandardHttpClientBuilder<?, ?, ?>)
                    connection.client().getHttpClient().newBuilder();
            assertThat(http.getInterceptors().values())
                    .isNotEmpty()
                    .doesNotHaveAnyElementsOfTypes(HttpLoggingInterceptor.class);
        } finally {
            requestLog.setLevel(before);
        }
    }
}
