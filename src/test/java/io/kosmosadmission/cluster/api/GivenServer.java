package io.kosmosadmission.cluster.api;

import io.kosmosadmission.cluster.ClusterAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Connects to an API server that a test plays. */
public final class GivenServer {

    private GivenServer() {}

    /** folder is where the kubeconfig is written. */
    public static ClusterConnection connect(Path folder, String server) throws IOException {
        String kubeconfig = """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "%s"}}]
                users: [{name: u, user: {token: t}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                current-context: c
                """.formatted(server);
        Path file = Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
        return ClusterConnection.open(new ClusterAddress(Optional.of(file), Optional.empty()));
    }
}
