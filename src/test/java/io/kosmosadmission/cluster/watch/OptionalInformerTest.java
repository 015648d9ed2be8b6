package io.kosmosadmission.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.api.GivenServer;
import io.kosmosadmission.cluster.state.StateWriter;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.VolumeAttributesClass;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind that comes in one version, changes to another, and goes, before an API server that says only that. */
class OptionalInformerTest {

    private static final String V1 = "/apis/storage.k8s.io/v1/volumeattributesclasses";
    private static final String BETA = "/apis/storage.k8s.io/v1beta1/volumeattributesclasses";
    private static final int REFUSED = 403;
    private static final Kind<VolumeAttributesClass> KIND = Kind.VOLUME_ATTRIBUTES_CLASS;

    private final StateWriter writer = new StateWriter(Set.of());
    private final Map<String, String> lists = new ConcurrentHashMap<>();
    private volatile boolean refuses;
    private HttpServer api;
    private ClusterConnection connection;
    private OptionalInformer informer;

    @BeforeEach
    void connect(@TempDir Path folder) throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", this::answer);
        api.start();
        connection = GivenServer.connect(
                folder, "http://127.0.0.1:" + api.getAddress().getPort());
        informer = new OptionalInformer(
                KIND,
                new Informers(connection.client(), writer::submit),
                new ApiServer(connection.client()),
                writer::submit);
        writer.start();
    }

    @AfterEach
    void close() {
        informer.close();
        writer.close();
        connection.close();
        api.stop(0);
    }

    /** A watch of it is refused: what is listed is enough here. */
    private void answer(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String list = lists.get(exchange.getRequestURI().getPath());
        int code = refuses || query.contains("watch=true") ? REFUSED : list == null ? 404 : 200;
        byte[] body = code == 200 ? list.getBytes(StandardCharsets.UTF_8) : new byte[0];
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String list(String version, String name) {
        return """
                {"kind": "VolumeAttributesClassList", "apiVersion": "storage.k8s.io/%1$s", "metadata": {"resourceVersion": "7"},
                 "items": [{"metadata": {"name": "%2$s", "resourceVersion": "5"}, "driverName": "%1$s.example.com"}]}
                """.formatted(version, name);
    }

    private Optional<String> driver(String name) {
        return writer.current()
                .inventory()
                .find(Kind.VOLUME_ATTRIBUTES_CLASS, "", name)
                .map(VolumeAttributesClass::driverName);
    }

    private Optional<String> version() {
        return informer.version().map(KIND::apiVersion);
    }

    /** A look that the API server doesn't answer in its time leaves it to the next one. */
    private void lookUntilWatched(String version) {
        await().until(() -> {
            informer.look();
            return version().equals(Optional.of("storage.k8s.io/" + version));
        });
    }

    @Test
    void theBestVersionThatIsServedIsFollowedAndWhatTheOneBeforeHadIsGone() {
        informer.look();
        assertThat(version()).isEmpty();

        lists.put(BETA, list("v1beta1", "old"));
        lookUntilWatched("v1beta1");
        await().untilAsserted(() -> assertThat(driver("old")).contains("v1beta1.example.com"));

        lists.put(V1, list("v1", "new"));
        lookUntilWatched("v1");
        await().untilAsserted(() -> assertThat(driver("new")).contains("v1.example.com"));
        assertThat(driver("old")).isEmpty();

        lists.clear();
        await().until(() -> {
            informer.look();
            return version().isEmpty();
        });
        await().untilAsserted(() -> assertThat(driver("new")).isEmpty());
    }

    @Test
    void anEventIsReadInEveryVersion() {
        for (String version : KIND.versions()) {
            String event = """
                    {"type": "ADDED", "object": {"kind": "VolumeAttributesClass", "apiVersion": "%s", "metadata": {"name": "fast"},
                     "driverName": "a.example.com"}}
                    """.formatted(KIND.apiVersion(version));
            WatchEvent read = connection.client().getKubernetesSerialization().unmarshal(event, WatchEvent.class);
            assertThat(((PartialObject) read.getObject()).object().orElseThrow())
                    .isEqualTo(new VolumeAttributesClass("fast", "a.example.com"));
        }
    }

    @Test
    void aListIsReadWhetherItOrItsItemsSayTheKind() {
        String builtIn = list("v1", "fast");
        String custom = """
                {"apiVersion": "storage.k8s.io/v1", "items": [{"apiVersion": "storage.k8s.io/v1", "kind": "VolumeAttributesClass",
                 "driverName": "v1.example.com", "metadata": {"name": "fast", "resourceVersion": "5"}}],
                 "kind": "VolumeAttributesClassList", "metadata": {"resourceVersion": "7"}}
                """;
        for (String list : List.of(builtIn, custom)) {
            PartialObjectList read =
                    connection.client().getKubernetesSerialization().unmarshal(list, PartialObjectList.class);
            assertThat(read.getMetadata().getResourceVersion()).isEqualTo("7");
            PartialObject item = read.getItems().get(0);
            assertThat(item.getMetadata().getName()).isEqualTo("fast");
            assertThat(item.resourceVersion()).isEqualTo("5");
            assertThat(item.object().orElseThrow()).isEqualTo(new VolumeAttributesClass("fast", "v1.example.com"));
        }
    }

    @Test
    void itStaysAsItIsWhereTheApiServerDoesNotSay() {
        lists.put(V1, list("v1", "kept"));
        lookUntilWatched("v1");
        await().untilAsserted(() -> assertThat(driver("kept")).isPresent());

        refuses = true;
        informer.look();
        assertThat(version()).contains("storage.k8s.io/v1");
        assertThat(driver("kept")).isPresent();
        api.stop(0);
        informer.look();
        assertThat(version()).contains("storage.k8s.io/v1");
        assertThat(driver("kept")).isPresent();
    }

    @Test
    void whatIsStillOnItsWayWhenAKindGoesDoesNotComeIn() {
        RevocableHandler<VolumeAttributesClass> handler = handler();
        handler.put("", "early", new VolumeAttributesClass("early", "a"));
        handler.put("", "removed", new VolumeAttributesClass("removed", "a"));
        handler.remove("", "removed");
        await().untilAsserted(() -> assertThat(driver("early")).isPresent());
        handler.revoke();
        handler.put("", "late", new VolumeAttributesClass("late", "a"));
        RevocableHandler<VolumeAttributesClass> next = handler();
        next.put("", "again", new VolumeAttributesClass("again", "b"));
        handler.remove("", "again");
        await().untilAsserted(() -> assertThat(driver("again")).isPresent());
        assertThat(driver("early")).isEmpty();
        assertThat(driver("late")).isEmpty();
        assertThat(driver("removed")).isEmpty();
    }

    private RevocableHandler<VolumeAttributesClass> handler() {
        return new RevocableHandler<>(KIND, writer::submit);
    }
}
