package io.kosmosadmission.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kosmosadmission.cluster.api.ApiErrors;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.rules.ConfigMapRules;
import io.kosmosadmission.cluster.watch.Informers;
import io.kosmosadmission.cluster.watch.PartialObjectList;
import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** The objects of a live cluster at one time, and the text of its rules; empty where it has none. */
public record ClusterContents(ClusterObjects objects, Optional<String> rules) {

    /**
     * Lists every kind once, page by page. Throws UnansweredException, which says why, where the cluster can't be read.
     */
    public static ClusterContents read(ClusterAddress address) throws IOException {
        ObjectCollector collector = new ObjectCollector();
        Optional<String> rules = readInto(collector, address);
        return new ClusterContents(collector.collected(), rules);
    }

    /** Reads the same objects into a collector. Returns the text of the rules. */
    public static Optional<String> readInto(ObjectCollector collector, ClusterAddress address) throws IOException {
        try (ClusterConnection connection = ClusterConnection.open(address)) {
            for (Kind<?> kind : Kind.ALL) {
                listServed(connection.client(), kind, collector);
            }
            return rules(connection.client());
        } catch (KubernetesClientException failed) {
            throw new UnansweredException("the cluster can't be read: " + ApiErrors.of(failed), failed);
        }
    }

    /** Lists the kind in the first version that is served. An optional kind that isn't served has no objects. */
    private static void listServed(KubernetesClient client, Kind<?> kind, ObjectCollector collector) {
        for (String version : kind.versions()) {
            try {
                list(client, kind, version, collector);
                return;
            } catch (KubernetesClientException failed) {
                if (!kind.isOptional() || failed.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                    throw failed;
                }
            }
        }
    }

    private static <T extends KubernetesObject> void list(
            KubernetesClient client, Kind<T> kind, String version, ObjectCollector collector) {
        String next = null;
        do {
            PartialObjectList page = Informers.objects(client, kind, version)
                    .inAnyNamespace()
                    .withFields(Informers.fields(kind))
                    .list(new ListOptionsBuilder()
                            .withLimit(Informers.PAGE)
                            .withContinue(next)
                            .build());
            page.getItems()
                    .forEach(partial ->
                            partial.object().map(kind.type()::cast).ifPresent(object -> collector.add(kind, object)));
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
    }

    private static Optional<String> rules(KubernetesClient client) {
        ConfigMap map = client.configMaps()
                .inNamespace(ClusterConnection.NAMESPACE)
                .withName(ConfigMapRules.NAME)
                .get();
        return Optional.ofNullable(map).map(ConfigMap::getData).map(data -> data.get(ConfigMapRules.KEY));
    }
}
