package io.kosmosadmission.cluster.api;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** What went wrong between us and the API server, as a sentence for people. */
public final class ApiErrors {

    private ApiErrors() {}

    /** What the server says where it answered ({@code pods is forbidden: …}); else what the innermost cause says. */
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
