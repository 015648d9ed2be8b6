package io.kosmosadmission.cluster.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.kosmosadmission.cluster.ClusterAddress;
import io.kosmosadmission.cluster.watch.PartialObjectModule;
import io.kosmosadmission.reading.UnreadableException;
import io.kosmosadmission.reading.WithoutManagedFields;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A client of one API server, and who we are to it. Nothing is asked of the server yet. */
public final class ClusterConnection implements AutoCloseable {

    /** Where we are installed: the only namespace whose ConfigMaps, Lease and Events we know. */
    public static final String NAMESPACE = "kosmos-admission";

    /** Doubles with each attempt, five times at most: an API server that is back is found within 5 seconds. */
    private static final int RECONNECT_MILLIS = 150;

    /** Whoever asks decides whether to ask again. A request whose connection broke is repeated once. */
    private static final int REPEATS = 1;

    private static final int REQUEST_MILLIS = 10_000;
    private static final int CONNECT_MILLIS = 5_000;

    /**
     * The client's own, which is on because our logging isn't configured yet: it decodes every answer, a fifth of what
     * reading a cluster takes.
     */
    private static final String REQUEST_LOG = "HttpLogging";

    private final KubernetesClient client;
    private final String namespace;

    private ClusterConnection(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** UnreadableException where the kubeconfig is none, or has no such context. */
    public static ClusterConnection open(ClusterAddress address) throws IOException {
        if (address.kubeconfig().isPresent()) {
            Config config = kubeconfig(address.kubeconfig().get(), address.context());
            return new ClusterConnection(client(config), config.getNamespace() == null ? "" : config.getNamespace());
        }
        return new ClusterConnection(client(ServiceAccount.config(System.getenv())), ServiceAccount.namespace());
    }

    private static Config kubeconfig(Path file, Optional<String> context) throws IOException {
        if (!Files.isReadable(file)) {
            throw new UnreadableException(file + ": there is no such file, or it may not be read");
        }
        Config config;
        try {
            config = Config.fromKubeconfig(context.orElse(null), file.toFile());
        } catch (RuntimeException wrong) {
            throw new UnreadableException(file + ": not a kubeconfig: " + ApiErrors.of(wrong), wrong);
        }
        // Where there is no such context, the client takes the current one instead.
        NamedContext found = config.getCurrentContext();
        if (found == null
                || context.filter(name -> !name.equals(found.getName())).isPresent()) {
            throw new UnreadableException(file + ": "
                    + context.map(name -> "no context \"" + name + "\"").orElse("no current context"));
        }
        return config;
    }

    private static KubernetesClient client(Config config) {
        Config patient = new ConfigBuilder(config)
                .withWatchReconnectInterval(RECONNECT_MILLIS)
                .withRequestRetryBackoffLimit(REPEATS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withConnectionTimeout(CONNECT_MILLIS)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(patient)
                .withKubernetesSerialization(serialization())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor(REQUEST_LOG, null))
                .build();
    }

    /** false: it looks for no models but those that it is asked for. */
    private static KubernetesSerialization serialization() {
        ObjectMapper mapper = new ObjectMapper(new AnswerFactory());
        return new KubernetesSerialization(mapper.registerModule(new PartialObjectModule()), false);
    }

    /** Streams are what the client makes of an API server's answers, lists above all. */
    private static final class AnswerFactory extends JsonFactory {
        @Override
        public JsonParser createParser(InputStream in) throws IOException {
            return super.createParser(new WithoutManagedFields(in));
        }
    }

    public KubernetesClient client() {
        return client;
    }

    /** The API server's address. */
    public String server() {
        return client.getMasterUrl().toString();
    }

    /** Whether this is an installed replica, which may write; else nothing is ever written. */
    public boolean isInstalled() {
        return namespace.equals(NAMESPACE);
    }

    @Override
    public void close() {
        client.close();
    }
}
