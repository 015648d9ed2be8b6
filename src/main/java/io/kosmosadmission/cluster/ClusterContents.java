package io.kosmosadmission.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kosmosadmission.cluster.api.ApiErrors;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.rules.ConfigMapRules;
import io.kosmosadmission.cluster.watch.FollowedKind;
import io.kosmosadmission.cluster.watch.Informers;
import io.kosmosadmission.cluster.watch.OptionalKind;
import io.kosmosadmission.cluster.watch.PartialObject;
import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.ObjectCollector;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** What a live cluster holds at one time, and the text of its rules, where it has any. */
public record ClusterContents(ClusterObjects objects, Optional<String> rules) {

    /** Lists every kind once, page by page. UnansweredException says what was refused. */
    public static ClusterContents read(ClusterAddress address) throws IOException {
        ObjectCollector collector = new ObjectCollector();
        Optional<String> rules = readInto(collector, address);
        return new ClusterContents(collector.collected(), rules);
    }

    /** The same into a collector; returns the rules. */
    public static Optional<String> readInto(ObjectCollector collector, ClusterAddress address) throws IOException {
        try (ClusterConnection connection = ClusterConnection.open(address)) {
            for (FollowedKind<?, ?, ?> kind : FollowedKind.ALL) {
                list(connection.client(), kind, collector);
            }
            for (OptionalKind kind : OptionalKind.ALL) {
                listServed(connection.client(), kind, collector);
            }
            return rules(connection.client());
        } catch (KubernetesClientException failed) {
            throw new UnansweredException("the cluster can't be read: " + ApiErrors.of(failed), failed);
        }
    }

    /** In the first version that is served, if any. */
    private static void listServed(KubernetesClient client, OptionalKind kind, ObjectCollector collector) {
        for (FollowedKind<?, ?, ?> version : kind.versions()) {
            try {
                list(client, version, collector);
                return;
            } catch (KubernetesClientException failed) {
                if (failed.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                    throw failed;
                }
            }
        }
    }

    private static <T, S extends PartialObject<T>, L extends DefaultKubernetesResourceList<S>> void list(
            KubernetesClient client, FollowedKind<T, S, L> kind, ObjectCollector collector) {
        String next = null;
        do {
            L page = client.resources(kind.slice(), kind.list())
                    .inAnyNamespace()
                    .list(new ListOptionsBuilder()
                            .withLimit(Informers.PAGE)
                            .withContinue(next)
                            .build());
            page.getItems()
                    .forEach(slice ->
                            slice.object().ifPresent(object -> kind.collect().accept(collector, object)));
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
