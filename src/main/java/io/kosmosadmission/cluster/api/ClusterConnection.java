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

/** A client of one API server, and who we are to it. Opening it sends no request. */
public final class ClusterConnection implements AutoCloseable {

    /** The namespace that we are installed in: the only one whose ConfigMaps and Lease we read or write. */
    public static final String NAMESPACE = "kosmos-admission";

    /**
     * The pause before a watch is resumed. It doubles with each attempt, five times at most, so that an API server that
     * is back is found within 5 seconds.
     */
    private static final int RECONNECT_MILLIS = 150;

    /**
     * How often the client repeats a request whose connection broke. Beyond that, the caller decides whether to ask
     * again.
     */
    private static final int REPEATS = 1;

    private static final int REQUEST_MILLIS = 10_000;
    private static final int CONNECT_MILLIS = 5_000;

    /**
     * The client's interceptor that logs requests. It is on, since our logging isn't configured yet when the client is
     * made, and it decodes every answer, a fifth of the cost of reading a cluster.
     */
    private static final String REQUEST_LOG = "HttpLogging";

    private final KubernetesClient client;
    private final String namespace;

    private ClusterConnection(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Opens a connection. Throws UnreadableException where the kubeconfig can't be read or has no such context, and
     * without a kubeconfig where this isn't a pod with a service account.
     */
    public static ClusterConnection open(ClusterAddress address) throws IOException {
        if (address.kubeconfig().isPresent()) {
            Config config = kubeconfig(address.kubeconfig().get(), address.context());
            return new ClusterConnection(client(config), config.getNamespace() == null ? "" : config.getNamespace());
        }
        return new ClusterConnection(client(ServiceAccount.config(System.getenv())), ServiceAccount.namespace());
    }

    /** Opens the connection of an installed replica. Throws UnreadableException also where this is none. */
    public static ClusterConnection openInstalled(ClusterAddress address) throws IOException {
        ClusterConnection connection = open(address);
        if (connection.isInstalled()) {
            return connection;
        }
        connection.close();
        throw new UnreadableException(
                "managed certificates are for replicas in namespace " + NAMESPACE + " alone: use --certificates files");
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
        // The client takes the current context where the wanted one doesn't exist.
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

    /**
     * Returns the client's JSON mapping. false: it doesn't search for models, and knows only those that it is asked
     * for.
     */
    private static KubernetesSerialization serialization() {
        ObjectMapper mapper = new ObjectMapper(new AnswerFactory());
        return new KubernetesSerialization(mapper.registerModule(new PartialObjectModule()), false);
    }

    /**
     * Empties managedFields in every answer: the client reads the API server's answers, lists above all, as streams.
     */
    private static final class AnswerFactory extends JsonFactory {
        @Override
        public JsonParser createParser(InputStream in) throws IOException {
            return super.createParser(new WithoutManagedFields(in));
        }
    }

    public KubernetesClient client() {
        return client;
    }

    /** Returns the API server's address. */
    public String server() {
        return client.getMasterUrl().toString();
    }

    /** Returns whether this is an installed replica, which may write. Anything else never writes. */
    public boolean isInstalled() {
        return namespace.equals(NAMESPACE);
    }

    @Override
    public void close() {
        client.close();
    }
}
