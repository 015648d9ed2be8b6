package io.kosmosadmission.server.http;

import io.kosmosadmission.reading.HttpAnswer;
import io.kosmosadmission.server.Failure;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Reads from the head of a request whether it is one for us, and how long its body is. */
final class RequestHead {

    private RequestHead() {}

    /** Returns why the request is refused; empty for a POST of JSON. */
    static Optional<Failure> refusal(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return Optional.of(Failure.MethodNotAllowed);
        }
        return isJson(request.getHeader("content-type")) ? Optional.empty() : Optional.of(Failure.UnsupportedMediaType);
    }

    /** Parameters of the type don't count: JSON is UTF-8, whatever a charset says. */
    private static boolean isJson(String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.trim().equalsIgnoreCase(HttpAnswer.JSON);
    }

    /** Returns the Content-Length; 0 where there is none, or where it is no plausible number. */
    static int announcedLength(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        if (length == null || length.length() > 9) {
            return 0;
        }
        try {
            return Integer.parseInt(length);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
