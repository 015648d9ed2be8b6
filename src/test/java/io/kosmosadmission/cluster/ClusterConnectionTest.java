package io.kosmosadmission.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.HttpLoggingInterceptor;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ClusterConnectionTest {

    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: u, user: {token: t}}]
            """;

    private final Logger requestLog = Logger.getLogger(HttpLoggingInterceptor.class.getName());

    /** As when a server starts: connections are made before logging is configured, when everything is logged. */
    @Test
    void readsAnswersWithoutLoggingThem(@TempDir Path folder) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), KUBECONFIG);
        Level before = requestLog.getLevel();
        requestLog.setLevel(Level.ALL);
        try (ClusterConnection connection =
                ClusterConnection.open(new ClusterAddress(Optional.of(kubeconfig), Optional.empty()))) {
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
