package io.kosmosadmission.cluster.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;

/** Says for people why a request to the API server failed. */
public final class ApiErrors {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiErrors() {}

    /** Returns the API server's own sentence of why it refused, from its answer. */
    public static String of(int code, byte[] answer) {
        String silent = "the API server answered " + code;
        try {
            String message = JSON.readTree(answer).path("message").asText();
            return message.isEmpty() ? silent : message;
        } catch (IOException unreadable) {
            return silent;
        }
    }

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
