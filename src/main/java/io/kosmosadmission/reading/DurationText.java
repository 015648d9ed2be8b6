package io.kosmosadmission.reading;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as Kubernetes writes them: hours, minutes and seconds in this order, each a whole number. */
public final class DurationText {

    private static final Pattern FORM =
            Pattern.compile("(?=[0-9])(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?");

    /** Days come first, and may be all there is. */
    private static final Pattern WITH_DAYS = Pattern.compile("(?=[0-9])(?:([0-9]{1,6})d)?(.*)");

    private DurationText() {}

    /** Returns the duration, which may begin with days; empty where the text has another form. */
    public static Optional<Duration> parseWithDays(String text) {
        Matcher matcher = WITH_DAYS.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration days = Duration.ofDays(number(matcher, 1));
        return matcher.group(2).isEmpty()
                ? Optional.of(days)
                : parse(matcher.group(2)).map(days::plus);
    }

    /** Returns the duration; empty where the text has another form. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(Duration.ofHours(number(matcher, 1))
                        .plusMinutes(number(matcher, 2))
                        .plusSeconds(number(matcher, 3)))
                : Optional.empty();
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    /** Complains of what is no duration, or shorter or longer than allowed. range says so for people. */
    public static Optional<String> outside(String text, Duration least, Duration most, String range) {
        return parse(text)
                        .filter(duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("must be a duration " + range + ", such as 90s, 10m or 1h30m");
    }
}
