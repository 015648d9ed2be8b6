package io.kosmosadmission.server.http;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the caller waits for an answer: the query parameter {@code timeout}, a duration as Go prints it ({@code 5s},
 * {@code 1m30s}).
 */
final class ReviewTimeout {

    /** The API server's own default for a webhook. */
    private static final Duration DEFAULT = Duration.ofSeconds(10);

    /** The API server's own maximum for a webhook. */
    private static final Duration MOST = Duration.ofSeconds(30);
    /** Time for the network and for a pause of this process: an answer that comes too late is worse than none. */
    private static final Duration MARGIN = Duration.ofMillis(300);

    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(h|ms|m|s|us|µs|ns)");

    private ReviewTimeout() {}

    /**
     * Returns how many milliseconds a review may take, counted from the arrival of its head; at least 0. Null, or a
     * text that is no duration, stands for the default.
     */
    static long budgetMillis(String timeout) {
        Duration given = timeout == null ? DEFAULT : parse(timeout);
        Duration limited = given.compareTo(MOST) > 0 ? MOST : given;
        return Math.max(0, limited.minus(MARGIN).toMillis());
    }

    private static Duration parse(String text) {
        Matcher part = PART.matcher(text);
        double nanos = 0;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            nanos += Double.parseDouble(part.group(1)) * nanosIn(part.group(2));
            end = part.end();
        }
        return end == 0 || end < text.length()
                ? DEFAULT
                : Duration.ofNanos((long) Math.min(nanos, (double) MOST.toNanos()));
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
