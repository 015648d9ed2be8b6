package io.kosmosadmission.server.http;

import io.kosmosadmission.server.Failure;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** An HTTP response: status, content type and body. The exchange sets all other headers. */
record Answer(int status, String contentType, Buffer body) {

    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    static Answer review(byte[] json) {
        return new Answer(200, JSON, Buffer.buffer(json));
    }

    static Answer of(Failure failure) {
        return of(failure, failure.sentence());
    }

    static Answer of(Failure failure, String sentence) {
        return new Answer(failure.status(), TEXT, Buffer.buffer((sentence + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
