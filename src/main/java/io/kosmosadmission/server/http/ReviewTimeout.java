package io.kosmosadmission.server.http;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the caller waits for an answer: {@code ?timeout=}, a duration as Go prints it ({@code 5s}, {@code 1m30s}). */
final class ReviewTimeout {

    /** The API server's own default and most for a webhook. */
    private static final Duration DEFAULT = Duration.ofSeconds(10);

    private static final Duration MOST = Duration.ofSeconds(30);
    /** For the way there and back, and a pause of ours: an answer that comes too late is worse than none. */
    private static final Duration MARGIN = Duration.ofMillis(300);

    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(h|ms|m|s|us|µs|ns)");

    private ReviewTimeout() {}

    /** Milliseconds from the arrival of the request's head; at least 0. Null, or what is no duration, is the default. */
    static long budgetMillis(String timeout) {
        Duration given = timeout == null ? DEFAULT : parse(timeout);
        Duration held = given.compareTo(MOST) > 0 ? MOST : given;
        return Math.max(0, held.minus(MARGIN).toMillis());
    }

    private static Duration parse(String text) {
        Matcher part = PART.matcher(text);
        double nanos = 0;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            nanos += Double.parseDouble(part.group(1)) * nanosIn(part.group(2));
            end = part.end();
        }
        return end == 0 || end < text.length() ? DEFAULT : Duration.ofNanos((long) Math.min(nanos, MOST.toNanos()));
    }

    private static double nanosIn(String unit) {
        switch (unit) {
            case "h":
                return 3600e9;
            case "m":
                return 60e9;
            case "s":
                return 1e9;
            case "ms":
                return 1e6;
            case "ns":
                return 1;
            default:
                return 1e3;
        }
    }
}
