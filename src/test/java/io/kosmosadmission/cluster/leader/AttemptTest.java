package io.kosmosadmission.cluster.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private static final long NOW = Long.MAX_VALUE - 10; // System.nanoTime may overflow

    @Test
    void isRetriedLaterAndLater() {
        List<Long> waits = new ArrayList<>();
        Attempt attempt = Attempt.failed("first", NOW);
        for (int i = 0; i < 8; i++) {
            waits.add(Duration.ofNanos(attempt.next() - NOW).toSeconds());
            attempt = attempt.then(Attempt.failed("again", NOW));
        }
        assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 320L);
        assertThat(attempt.why()).isEqualTo("again");
        assertThat(attempt.failures()).isEqualTo(9);
    }

    @Test
    void isDueWhenItsWaitIsOver() {
        Attempt attempt = Attempt.failed("", NOW);
        assertThat(Attempt.isDue(attempt, NOW)).isFalse();
        assertThat(Attempt.isDue(attempt, NOW + Duration.ofSeconds(5).toNanos() - 1))
                .isFalse();
        assertThat(Attempt.isDue(attempt, NOW + Duration.ofSeconds(5).toNanos()))
                .isTrue();
        assertThat(Attempt.isDue(null, NOW)).isTrue();
    }

    @Test
    void successIsAwaitedToBeSeenAndEndsTheSeries() {
        Attempt done = Attempt.done(NOW);
        assertThat(Attempt.isDue(done, NOW + Duration.ofSeconds(29).toNanos())).isFalse();
        Attempt after = done.then(Attempt.failed("why", NOW));
        assertThat(after).isEqualTo(Attempt.failed("why", NOW));
    }
}
