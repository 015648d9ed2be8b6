package io.kosmosadmission.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.rules.ConfigMapRules;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.reading.ManifestPlace;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.ObjectSink;
import io.kosmosadmission.reading.UnreadableException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of a live cluster as the API server sends them, one after the other: those that an inventory stores, and
 * those that a simulation reads beside them. A page of a list at most is in memory.
 */
public final class ClusterListing {

    private static final int PAGE = 500;
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final JsonFactory JSON = new JsonFactory();

    private static final List<Listed> ALL = all();

    private final ApiServer server;
    private final ManifestRemarks remarks;
    private final ObjectSink sink;

    /** Objects to list: their path without the version; optional where a cluster need not serve or show them. */
    private record Listed(String kind, List<String> apiVersions, List<String> paths, boolean optional) {}

    private ClusterListing(ApiServer server, ManifestRemarks remarks, ObjectSink sink) {
        this.server = server;
        this.remarks = remarks;
        this.sink = sink;
    }

    private static List<Listed> all() {
        List<Listed> all = new ArrayList<>();
        for (Kind<?> kind : Kind.ALL) {
            all.add(new Listed(
                    kind.name(),
                    kind.versions().stream().map(kind::apiVersion).toList(),
                    kind.versions().stream()
                            .map(version -> kind.path(version, ""))
                            .toList(),
                    kind.isOptional()));
        }
        all.add(beside("PodDisruptionBudget", "policy/v1", "poddisruptionbudgets"));
        all.add(new Listed("ReplicationController", List.of("v1"), List.of("api/v1/replicationcontrollers"), true));
        all.add(beside("CSIDriver", "storage.k8s.io/v1", "csidrivers"));
        all.add(beside("CSIStorageCapacity", "storage.k8s.io/v1", "csistoragecapacities"));
        all.add(beside("VolumeAttachment", "storage.k8s.io/v1", "volumeattachments"));
        all.add(beside("PriorityClass", "scheduling.k8s.io/v1", "priorityclasses"));
        return List.copyOf(all);
    }

    private static Listed beside(String kind, String apiVersion, String plural) {
        return new Listed(kind, List.of(apiVersion), List.of("apis/" + apiVersion + "/" + plural), true);
    }

    /**
     * Hands every object to the sink, nodes first, the ConfigMap of the rules last. What we may not see is told in the
     * remarks where a cluster can do without it. Throws UnansweredException, which says why, where the cluster can't be
     * read.
     */
    public static void each(ClusterAddress address, ManifestRemarks remarks, ObjectSink sink) throws IOException {
        try (ClusterConnection connection = ClusterConnection.open(address)) {
            ClusterListing listing = new ClusterListing(new ApiServer(connection.client()), remarks, sink);
            for (Listed listed : ALL) {
                listing.list(listed);
            }
            listing.rules();
        }
    }

    private void list(Listed listed) throws IOException {
        for (int i = 0; i < listed.paths().size(); i++) {
            if (listed(listed, listed.apiVersions().get(i), listed.paths().get(i))) {
                return;
            }
        }
    }

    /** Lists all pages in that version. Returns false where it isn't served and need not be. */
    private boolean listed(Listed listed, String apiVersion, String path) throws IOException {
        String next = "";
        do {
            String from = next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            HttpResponse<byte[]> answer =
                    ApiServer.await(server.get(path + "?limit=" + PAGE + from, TIME), TIME.plusSeconds(1));
            if (answer.code() != HttpURLConnection.HTTP_OK) {
                boolean isAbsent = answer.code() == HttpURLConnection.HTTP_NOT_FOUND;
                boolean isHidden = answer.code() == HttpURLConnection.HTTP_FORBIDDEN;
                if (listed.optional() && isHidden) {
                    remarks.note(listed.kind() + " objects may not be listed by this account, and are left out");
                }
                if (listed.optional() && (isAbsent || isHidden)) {
                    return isHidden;
                }
                throw new UnansweredException("the cluster can't be read: the API server answered " + answer.code()
                        + " to a list of " + path);
            }
            next = page(answer.body(), apiVersion, listed.kind());
        } while (!next.isEmpty());
        return true;
    }

    /** Hands the items of a page to the sink. Returns where the list goes on; empty at its end. */
    private String page(byte[] body, String apiVersion, String kind) throws IOException {
        String next = "";
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("items") && parser.currentToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        hand(apiVersion, kind, parser);
                    }
                } else if (field.equals("metadata") && parser.currentToken() == JsonToken.START_OBJECT) {
                    next = next(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return next;
    }

    private static String next(JsonParser metadata) throws IOException {
        String next = "";
        while (metadata.nextToken() == JsonToken.FIELD_NAME) {
            boolean isNext = metadata.currentName().equals("continue");
            metadata.nextToken();
            next = isNext ? metadata.getText() : next;
            metadata.skipChildren();
        }
        return next;
    }

    private void hand(String apiVersion, String kind, JsonParser parser) throws IOException {
        ManifestPlace place =
                new ManifestPlace(kind, parser.currentTokenLocation().getLineNr(), 1);
        try {
            sink.read(place, apiVersion, kind, parser);
        } catch (UnreadableException wrong) {
            throw new UnansweredException("the cluster can't be read: a " + kind + ": " + wrong.getMessage(), wrong);
        }
    }

    private void rules() throws IOException {
        String path = Kind.CONFIG_MAP.path("v1", ClusterConnection.NAMESPACE) + "/" + ConfigMapRules.NAME;
        HttpResponse<byte[]> answer = ApiServer.await(server.get(path, TIME), TIME.plusSeconds(1));
        if (answer.code() == HttpURLConnection.HTTP_OK) {
            try (JsonParser parser = JSON.createParser(answer.body())) {
                parser.nextToken();
                hand(Kind.CONFIG_MAP.apiVersion(), Kind.CONFIG_MAP.name(), parser);
            }
        } else if (answer.code() == HttpURLConnection.HTTP_FORBIDDEN) {
            remarks.note("the ConfigMap of the rules may not be read by this account, and is left out");
        } else if (answer.code() != HttpURLConnection.HTTP_NOT_FOUND) {
            throw new UnansweredException("the cluster can't be read: the API server answered " + answer.code()
                    + " to the ConfigMap of the rules");
        }
    }
}
