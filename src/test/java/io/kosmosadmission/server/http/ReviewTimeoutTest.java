package io.kosmosadmission.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewTimeoutTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "as API servers send it,               5s,       4700",
        "the longest of a webhook,             30s,      29700",
        "longer than any webhook's,            1000h,    29700",
        "minutes and seconds,                  0m20s,    19700",
        "the longest in two units,             1m30s,    29700",
        "a fraction,                           1.5s,     1200",
        "milliseconds,                         500ms,    200",
        "less than the margin is nothing,      200ms,    0",
        "microseconds,                         800000us, 500",
        "no unit is the default,               5,        9700",
        "an unknown unit is the default,       5d,       9700",
        "something behind it is the default,   5s!,      9700",
        "something before it is the default,   -5s,      9700",
        "a number too long is the default,     99999999999s, 9700",
        "nothing is the default,               '',       9700",
    })
    void leavesTimeForTheWayBack(String what, String timeout, long millis) {
        assertThat(ReviewTimeout.budgetMillis(timeout)).as(what).isEqualTo(millis);
    }

    @Test
    void isTenSecondsWhenAbsent() {
        assertThat(ReviewTimeout.budgetMillis(null)).isEqualTo(9700);
    }
}
