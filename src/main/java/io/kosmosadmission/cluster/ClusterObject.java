package io.kosmosadmission.cluster;

import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.kube.Kind;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** One object of a live cluster, as its API server has it. */
public final class ClusterObject {

    private static final Duration TIME = Duration.ofSeconds(10);

    /** What an object or a namespace can be called; anything else would be another path. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    private ClusterObject() {}

    /** Returns the object in JSON. Throws UnansweredException, which says why, where it can't be read. */
    public static Optional<byte[]> read(ClusterAddress address, Kind<?> kind, String namespace, String name)
            throws IOException {
        if (!NAME.matcher(namespace).matches() || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (ClusterConnection connection = ClusterConnection.open(address)) {
            String path = kind.path(kind.versions().get(0), namespace) + "/" + name;
            HttpResponse<byte[]> answer =
                    ApiServer.await(new ApiServer(connection.client()).get(path, TIME), TIME.plusSeconds(1));
            if (answer.code() == HttpURLConnection.HTTP_OK) {
                return Optional.of(answer.body());
            }
            if (answer.code() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw new UnansweredException("the API server answered " + answer.code() + " to a look at " + path);
        }
    }
}
