package io.kosmosadmission.console;

import java.util.HashMap;
import java.util.Map;

/**
 * What a page answers.
 *
 * @param status of HTTP
 * @param title also the heading
 * @param template the name of the template
 * @param data by the names that the template knows
 * @param refreshSeconds when the browser asks again; 0 for never
 * @param location where the browser goes instead; empty where it stays
 */
public record Content(
        int status, String title, String template, Map<String, Object> data, int refreshSeconds, String location) {

    static final int OK = 200;
    static final int SEE_OTHER = 303;
    static final int NOT_FOUND = 404;

    /** How soon a page that awaits something asks again. */
    private static final int SOON = 2;

    public Content {
        data = Map.copyOf(data);
    }

    public static Content of(String title, String template, Map<String, Object> data) {
        return new Content(OK, title, template, data, 0, "");
    }

    /** Returns a page that says only this. */
    public static Content message(int status, String title, String message) {
        return new Content(status, title, "message", Map.of("message", message), 0, "");
    }

    public static Content notFound(String message) {
        return message(NOT_FOUND, "Not found", message);
    }

    public static Content redirect(String path) {
        return new Content(SEE_OTHER, "Elsewhere", "message", Map.of("message", path), 0, path);
    }

    public Content withStatus(int other) {
        return new Content(other, title, template, data, refreshSeconds, location);
    }

    /** Returns this content; where something is awaited, the browser soon asks again. */
    public Content awaiting(boolean awaits) {
        return awaits ? new Content(status, title, template, data, SOON, location) : this;
    }

    Map<String, Object> all(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(data);
        all.putAll(more);
        return all;
    }
}
