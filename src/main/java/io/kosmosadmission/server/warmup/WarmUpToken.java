package io.kosmosadmission.server.warmup;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Marks our own warm-up reviews, which aren't counted. Its value is random for each process, so that nobody else can
 * hide a review by it.
 */
@Singleton
public final class WarmUpToken {

    static final String HEADER = "kosmos-warm-up";

    private final String value = random();
    /** Set at the end of the warm-up; later requests aren't looked at. */
    private volatile boolean spent;

    String value() {
        return value;
    }

    void spend() {
        spent = true;
    }

    public boolean isBorneBy(HttpServerRequest request) {
        String given = spent ? null : request.getHeader(HEADER);
        return given != null && MessageDigest.isEqual(bytes(given), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
