package io.kosmosadmission.cluster.api;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** Says for people why a request to the API server failed. */
public final class ApiErrors {

    private ApiErrors() {}

    /**
     * Returns the server's own message where it answered ({@code pods is forbidden: …}), else that of the innermost
     * cause.
     */
    public static String of(Throwable failure) {
        Throwable cause = failure;
        while (true) {
            if (cause instanceof KubernetesClientException answered
                    && answered.getStatus() != null
                    && answered.getStatus().getMessage() != null) {
                return answered.getStatus().getMessage();
            }
            if (cause.getCause() == null) {
                return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            }
            cause = cause.getCause();
        }
    }
}
