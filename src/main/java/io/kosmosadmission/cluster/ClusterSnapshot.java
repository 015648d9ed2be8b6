package io.kosmosadmission.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kosmosadmission.inventory.ClusterObjects;
import java.io.IOException;
import java.util.Optional;

/** What a live cluster holds at one time, and the text of its rules, where it has any. */
public record ClusterSnapshot(ClusterObjects objects, Optional<String> rules) {

    /** Lists every kind once, page by page. UnansweredException says which list was refused. */
    public static ClusterSnapshot read(ClusterOptions options) throws IOException {
        try (ClusterConnection connection = ClusterConnection.open(options)) {
            HeldObjects objects = new HeldObjects();
            for (FollowedKind<?, ?, ?> kind : FollowedKind.ALL) {
                list(connection.client(), kind, objects);
            }
            return new ClusterSnapshot(
                    objects.objects(), options.rules().isPresent() ? Optional.empty() : rules(connection.client()));
        } catch (KubernetesClientException failed) {
            throw new UnansweredException("the cluster can't be read: " + Trouble.of(failed), failed);
        }
    }

    private static <T, S extends Slice<T>, L extends DefaultKubernetesResourceList<S>> void list(
            KubernetesClient client, FollowedKind<T, S, L> kind, HeldObjects objects) {
        String next = null;
        do {
            L page = client.resources(kind.slice(), kind.list())
                    .inAnyNamespace()
                    .list(new ListOptionsBuilder()
                            .withLimit(Followers.PAGE)
                            .withContinue(next)
                            .build());
            page.getItems()
                    .forEach(slice ->
                            slice.object().ifPresent(object -> kind.put().accept(objects, object)));
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
    }

    private static Optional<String> rules(KubernetesClient client) {
        ConfigMap map = client.configMaps()
                .inNamespace(ClusterConnection.NAMESPACE)
                .withName(RulesConfigMap.NAME)
                .get();
        return Optional.ofNullable(map).map(ConfigMap::getData).map(data -> data.get(RulesConfigMap.KEY));
    }
}
