package io.kosmosadmission.server.http;

import java.nio.charset.StandardCharsets;

/** Bodies that tests send. */
final class Reviews {

    static final String UID = "0a1b2c3d-0000-4000-8000-000000000001";

    /** Of a kind that no promise is about, so that the answer is the same whatever is configured. */
    static final String SECRET = review("Secret", "");

    private Reviews() {}

    /** padding goes into an annotation. */
    static String review(String kind, String padding) {
        return """
                {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"%s",
                "kind":{"group":"","version":"v1","kind":"%s"},"resource":{"group":"","version":"v1","resource":"x"},
                "namespace":"default","name":"x","operation":"CREATE","userInfo":{"username":"me"},
                "object":{"apiVersion":"v1","kind":"%s","metadata":{"name":"x","annotations":{"p":"%s"}},"spec":{}},
                "oldObject":null,"dryRun":false}}""".formatted(UID, kind, kind, padding);
    }

    static byte[] padded(int bytes) {
        return review("Secret", "x".repeat(bytes)).getBytes(StandardCharsets.UTF_8);
    }
}
