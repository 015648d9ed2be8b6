package io.kosmosadmission.console;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.HttpURLConnection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is refused before a page is asked. A page of another site must neither read the console, under a name of its own
 * that leads to the loopback interface, nor send it anything.
 */
final class RequestChecks {

    static final String TRY = "/try";

    private static final int MISDIRECTED = 421;

    private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    /** A refusal: the status of HTTP and a sentence for people. */
    record Refusal(int status, String message) {}

    private RequestChecks() {}

    static Optional<Refusal> refusal(HttpServerRequest request) {
        String host = host(request);
        if (!OWN_HOSTS.contains(withoutPort(host))) {
            return refused(MISDIRECTED, "the console answers under localhost alone: reach it by kubectl port-forward");
        }
        boolean isTry = request.path().equals(TRY);
        boolean isPost = request.method().equals(HttpMethod.POST);
        if (!request.method().equals(HttpMethod.GET) && !(isPost && isTry)) {
            return refused(
                    HttpURLConnection.HTTP_BAD_METHOD,
                    "only GET" + (isTry ? " and POST are" : " is") + " answered here: the console changes nothing");
        }
        if (isPost && !("http://" + host).equals(request.getHeader("Origin"))) {
            return refused(
                    HttpURLConnection.HTTP_FORBIDDEN,
                    "only the console's own page may send this: its Origin must be http://" + host);
        }
        if (isPost && !isForm(request.getHeader("Content-Type"))) {
            return refused(HttpURLConnection.HTTP_UNSUPPORTED_TYPE, "the content must be that of a form");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refused(int status, String message) {
        return Optional.of(new Refusal(status, message));
    }

    private static String host(HttpServerRequest request) {
        String host = request.getHeader("Host");
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]{1,5}$", "");
    }

    private static boolean isForm(@Nullable String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    /** Returns whether no page of another site had the browser ask. Browsers say so; other programs need not. */
    static boolean isOwnSite(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }
}
