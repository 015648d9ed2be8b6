package io.kosmosadmission.houserules.sample.manifests;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Guilty: a room other than cluster knows the Kubernetes client. */
public final class KnowsClient {
    private KnowsClient() {}

    public static Class<?> known() {
        return KubernetesClient.class;
    }
}
