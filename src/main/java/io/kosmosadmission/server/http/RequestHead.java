package io.kosmosadmission.server.http;

import io.kosmosadmission.server.Failure;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** What a request's head says about how to go on. */
final class RequestHead {

    private RequestHead() {}

    /** Empty for a POST of JSON. */
    static Optional<Failure> refusal(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return Optional.of(Failure.MethodNotAllowed);
        }
        return isJson(request.getHeader("content-type")) ? Optional.empty() : Optional.of(Failure.UnsupportedMediaType);
    }

    /** Parameters may follow: JSON is UTF-8 whatever a charset says. */
    private static boolean isJson(String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.trim().equalsIgnoreCase(Answer.JSON);
    }

    /** The Content-Length; 0 where there is none or it is beyond all reason. */
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
