package io.kosmosadmission.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes a page in pieces: its head at once, and what follows as it is made. It waits for a reader that is slower than
 * that, so that no page is held as a whole.
 */
final class PageWriter {

    private static final int PIECE = 16 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServerResponse response;
    private final StringBuilder piece = new StringBuilder();

    PageWriter(HttpServerResponse response) {
        this.response = response;
    }

    /** path is that of the page, which the navigation marks among all pages. */
    void write(Templates templates, Content content, String path, List<Pages.Link> pages) {
        response.setStatusCode(content.status()).putHeader("Content-Type", "text/html; charset=utf-8");
        if (content.refreshSeconds() > 0) {
            response.putHeader("Refresh", Integer.toString(content.refreshSeconds()));
        }
        if (!content.location().isEmpty()) {
            response.putHeader("Location", content.location());
        }
        response.setChunked(true);
        Map<String, Object> data = content.all(head(content.title(), path, pages, content.refreshSeconds()));
        templates.fill("head", data, this::add);
        flush();
        templates.fill(content.template(), data, this::add);
        templates.fill("foot", data, this::add);
        flush();
        response.end();
    }

    /** Returns what the head's template knows. */
    static Map<String, Object> head(String title, String path, List<Pages.Link> pages, int refresh) {
        return Map.of("title", title, "path", path, "pages", pages, "refresh", refresh);
    }

    private void add(String text) {
        piece.append(text);
        if (piece.length() >= PIECE) {
            flush();
        }
    }

    private void flush() {
        if (response.closed()) {
            throw new ReaderGoneException();
        }
        response.write(Buffer.buffer(piece.toString()));
        piece.setLength(0);
        if (response.writeQueueFull()) {
            awaitReader();
        }
    }

    private void awaitReader() {
        CountDownLatch drained = new CountDownLatch(1);
        response.drainHandler(done -> drained.countDown());
        try {
            if (response.writeQueueFull() && !drained.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ReaderGoneException();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new ReaderGoneException();
        }
    }
}
