package io.kosmosadmission.reading;

import java.nio.charset.StandardCharsets;

/** An answer over HTTP: an AdmissionReview in JSON where the status is 200, else a message for people. */
public record HttpAnswer(int status, byte[] body) {

    public static final int OK = 200;
    public static final String JSON = "application/json";

    private static final String TEXT = "text/plain; charset=utf-8";

    public static HttpAnswer message(int status, String message) {
        return new HttpAnswer(status, (message + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public String contentType() {
        return status == OK ? JSON : TEXT;
    }
}
