package io.kosmosadmission.console;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Answers the requests of a browser. */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private static final Map<String, String> FILES =
            Map.of("/console.css", "text/css; charset=utf-8", "/icon.svg", "image/svg+xml");

    /** No script at all, nothing from elsewhere, and no other site's frame around it. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    private final Vertx vertx;
    private final Pages pages;
    private final Templates templates = new Templates();
    private final Map<String, String> files = new HashMap<>();

    Exchange(Vertx vertx, Pages pages) {
        this.vertx = vertx;
        this.pages = pages;
        FILES.keySet().forEach(path -> files.put(path, Templates.text(path.substring(1))));
    }

    /** Makes a page that nobody reads, so that the first reader doesn't wait for the engine of the templates. */
    void warmUp() {
        vertx.executeBlocking(
                () -> {
                    List.of("map", "findings", "object", "try", "whatif", "rules")
                            .forEach(templates::prepare);
                    templates.fill("head", PageWriter.head("", "", pages.links(), 0), piece -> {});
                    return true;
                },
                false);
    }

    void begin(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin") // without any, a form's Origin would be null
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store")
                .exceptionHandler(gone -> {});
        Optional<RequestChecks.Refusal> refusal = RequestChecks.refusal(request);
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
        } else if (files.containsKey(request.path())) {
            response.putHeader("Content-Type", FILES.get(request.path())).end(files.get(request.path()));
        } else if (request.method().equals(HttpMethod.POST)) {
            new FormBody(request)
                    .read(
                            form -> answer(request, form),
                            () -> write(
                                    request,
                                    () -> Content.message(
                                            HttpURLConnection.HTTP_ENTITY_TOO_LARGE,
                                            "Too large",
                                            "the form is larger than " + FormBody.MOST_BYTES + " bytes")));
        } else {
            answer(request, request.query() == null ? "" : request.query());
        }
    }

    private void refuse(HttpServerRequest request, RequestChecks.Refusal refusal) {
        if (refusal.status() == HttpURLConnection.HTTP_BAD_METHOD) {
            request.response().putHeader("Allow", request.path().equals(RequestChecks.TRY) ? "GET, POST" : "GET");
        }
        write(request, () -> Content.message(refusal.status(), "Refused", refusal.message()));
    }

    private void answer(HttpServerRequest request, String fields) {
        write(request, () -> content(request, fields));
    }

    private Content content(HttpServerRequest request, String fields) {
        Optional<Pages.Found> found = pages.find(request.path());
        if (found.isEmpty()) {
            return Content.notFound("there is no page of that name");
        }
        Map<String, List<String>> read;
        try {
            read = Question.fields(fields);
        } catch (IllegalArgumentException broken) {
            return Content.message(HttpURLConnection.HTTP_BAD_REQUEST, "Refused", "the fields are not well-formed");
        }
        boolean isPosted = request.method().equals(HttpMethod.POST);
        return found.get()
                .page()
                .answer(new Question(found.get().steps(), read, isPosted, RequestChecks.isOwnSite(request)));
    }

    private void write(HttpServerRequest request, Supplier<Content> content) {
        vertx.executeBlocking(
                () -> {
                    written(request, content);
                    return true;
                },
                false);
    }

    /** Looks behind what the engine of the templates wraps around it. */
    private static boolean isReaderGone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ReaderGoneException) {
                return true;
            }
        }
        return false;
    }

    private void written(HttpServerRequest request, Supplier<Content> content) {
        HttpServerResponse response = request.response();
        try {
            new PageWriter(response).write(templates, content.get(), pages.marked(request.path()), pages.links());
        } catch (RuntimeException | StackOverflowError bug) {
            if (isReaderGone(bug)) {
                request.connection().close();
                return;
            }
            LOG.error("a page of the console could not be made", bug);
            if (response.headWritten()) {
                request.connection().close();
            } else {
                Content told = Content.message(
                        HttpURLConnection.HTTP_INTERNAL_ERROR, "An error of our own", "the log of the server has it");
                new PageWriter(response).write(templates, told, "", pages.links());
            }
        }
    }
}
