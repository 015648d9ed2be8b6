package io.kosmosadmission.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads the body of a form. One that is too large is read to its end all the same, so that the sender hears why. */
final class FormBody {

    /** Bytes of a form: 1 MiB. */
    static final int MOST_BYTES = 1 << 20;

    /** Bytes after which the connection is closed instead. */
    private static final int HARD_STOP = 16 << 20;

    private final HttpServerRequest request;
    private final Buffer body = Buffer.buffer();
    private long arrived;

    FormBody(HttpServerRequest request) {
        this.request = request;
    }

    void read(Consumer<String> whole, Runnable tooLarge) {
        request.handler(this::add);
        request.endHandler(end -> {
            if (arrived > MOST_BYTES) {
                tooLarge.run();
            } else {
                whole.accept(body.toString());
            }
        });
    }

    private void add(Buffer chunk) {
        arrived += chunk.length();
        if (arrived > HARD_STOP) {
            request.connection().close();
        } else if (arrived <= MOST_BYTES) {
            body.appendBuffer(chunk);
        }
    }
}
