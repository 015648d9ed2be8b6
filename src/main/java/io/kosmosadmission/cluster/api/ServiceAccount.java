package io.kosmosadmission.cluster.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.kosmosadmission.reading.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The service account of this pod, as the kubelet provides it: the API server's address, its certificate authority, and
 * a token that is replaced every hour.
 */
final class ServiceAccount {

    private static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private ServiceAccount() {}

    static Config config(Map<String, String> environment) throws IOException {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        Path token = FOLDER.resolve("token");
        if (host.isEmpty() || !Files.isReadable(token)) {
            throw new UnreadableException(
                    "no API server: this is not a pod with a service account's token, and there is no --kubeconfig");
        }
        String address = host.contains(":") ? "[" + host + "]" : host;
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("https://" + address + ":" + environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443"))
                .withCaCertFile(FOLDER.resolve("ca.crt").toString())
                .withOauthTokenProvider(() -> read(token))
                .build();
    }

    /** Returns the pod's namespace; empty where there is no such file beside the token. */
    static String namespace() {
        Path file = FOLDER.resolve("namespace");
        return Files.isReadable(file) ? read(file) : "";
    }

    /** Reads a file. The token is read with each request: that is a few bytes from memory, and never an old token. */
    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
