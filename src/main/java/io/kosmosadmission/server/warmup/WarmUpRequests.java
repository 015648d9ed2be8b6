package io.kosmosadmission.server.warmup;

import io.kosmosadmission.admission.Webhook;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of the warm-up, complete and ready to be sent. They have the kinds and shapes that occur most. Their
 * claims are templates, so that none is ever looked up.
 */
final class WarmUpRequests {

    private static final List<String> PODS = List.of("pod-plain.json", "pod-constrained.json");
    private static final List<String> OTHERS = List.of("deployment.json", "claim.json");

    private WarmUpRequests() {}

    static List<byte[]> load(WarmUpToken token) throws IOException {
        List<byte[]> requests = new ArrayList<>();
        for (String pod : PODS) {
            requests.add(request(Webhook.mutate, body(pod), token));
            requests.add(request(Webhook.validate, body(pod), token));
        }
        for (String other : OTHERS) {
            requests.add(request(Webhook.validate, body(other), token));
        }
        return requests;
    }

    private static byte[] body(String name) throws IOException {
        try (InputStream in = WarmUpRequests.class.getResourceAsStream("/warm-up/" + name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        }
    }

    private static byte[] request(Webhook webhook, byte[] body, WarmUpToken token) {
        String head = "POST /" + webhook.name() + "?timeout=10s HTTP/1.1\r\nHost: localhost\r\n"
                + "Accept: application/json, */*\r\nContent-Type: application/json\r\nAccept-Encoding: gzip\r\n"
                + WarmUpToken.HEADER + ": " + token.value() + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(headBytes.length + body.length)
                .put(headBytes)
                .put(body)
                .array();
    }
}
