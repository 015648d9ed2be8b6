package io.kosmosadmission.cluster.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.cluster.canary.CanaryAnswer.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One answer after the other, with a period of a minute. */
class CallsTest {

    private static final CanaryAnswer REFUSED_CONNECTION = notCalled("connect: connection refused");
    private static final CanaryAnswer QUOTA = new CanaryAnswer(Verdict.Refused, "exceeded quota");
    private static final CanaryAnswer SILENT = CanaryAnswer.silent("the API server didn't answer in time");

    private final Calls calls = new Calls(Duration.ofMinutes(1));
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    private static CanaryAnswer notCalled(String sentence) {
        return new CanaryAnswer(Verdict.NotCalled, sentence);
    }

    /** Asks as often as it is due within so many seconds, and is answered the same each time. Returns when it asked. */
    private List<Integer> within(int seconds, CanaryAnswer answer) {
        List<Integer> asked = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            if (calls.isDue(now)) {
                asked.add(second);
                calls.take(answer, now);
            }
            now = now.plusSeconds(1);
        }
        return asked;
    }

    private Optional<Finding.Check> found() {
        return calls.finding().map(Finding::check);
    }

    @Test
    void thatAllIsWellIsBelievedAtOnceAndAskedEachMinute() {
        assertThat(calls.called()).isEmpty();
        assertThat(within(150, CanaryAnswer.CALLED)).containsExactly(0, 60, 120);
        assertThat(calls.called()).contains(true);
        assertThat(calls.finding()).isEmpty();
    }

    @Test
    void whatWasKnownIsOldAfterFiveMinutesWithoutAnAnswer() {
        within(61, CanaryAnswer.CALLED);
        within(290, SILENT);
        assertThat(calls.called()).contains(true);
        within(30, SILENT);
        assertThat(calls.called()).isEmpty();
        within(20, CanaryAnswer.CALLED);
        assertThat(calls.called()).contains(true);
    }

    @Test
    void whatFailsTwiceIsToldWithinTwoMinutesAndTakenBackAtOnce() {
        within(61, CanaryAnswer.CALLED);
        assertThat(within(60, REFUSED_CONNECTION)).containsExactly(59);
        assertThat(calls.called()).as("once may be chance").contains(true);
        assertThat(within(10, REFUSED_CONNECTION)).containsExactly(9);
        assertThat(calls.called()).contains(false);
        assertThat(found()).contains(Finding.Check.NotCalled);
        assertThat(calls.finding().orElseThrow().message()).endsWith("connect: connection refused");

        assertThat(within(120, REFUSED_CONNECTION)).containsExactly(59, 119);
        assertThat(within(60, CanaryAnswer.CALLED)).containsExactly(59);
        assertThat(calls.called()).contains(true);
        assertThat(calls.finding()).isEmpty();
    }

    @Test
    void onceIsChance() {
        within(61, CanaryAnswer.CALLED);
        within(60, REFUSED_CONNECTION);
        assertThat(within(20, CanaryAnswer.CALLED)).containsExactly(9);
        assertThat(within(60, REFUSED_CONNECTION)).containsExactly(49, 59);
        assertThat(calls.called()).contains(false);
    }

    @Test
    void inTheFirstMinuteNothingIsToldAsNobodyServesYet() {
        assertThat(within(60, REFUSED_CONNECTION)).containsExactly(0, 10, 20, 30, 40, 50);
        assertThat(calls.called()).isEmpty();
        assertThat(calls.finding()).isEmpty();
        within(1, REFUSED_CONNECTION);
        assertThat(calls.called()).contains(false);
    }

    @Test
    void theCanarysOwnTroubleIsNotThatWeAreNotCalled() {
        within(61, CanaryAnswer.CALLED);
        within(70, QUOTA);
        assertThat(calls.called()).isEmpty();
        assertThat(found()).contains(Finding.Check.CanaryRefused);
        within(70, REFUSED_CONNECTION);
        assertThat(found()).contains(Finding.Check.NotCalled);
    }

    @Test
    void noAnswerChangesNothing() {
        within(61, CanaryAnswer.CALLED);
        assertThat(within(90, SILENT)).containsExactly(59, 69, 79, 89);
        assertThat(calls.called()).contains(true);
        within(80, REFUSED_CONNECTION);
        within(90, SILENT);
        assertThat(calls.called()).contains(false);
    }

    @Test
    void aSentenceThatSaysTheTimeIsToldOnce() {
        within(61, CanaryAnswer.CALLED);
        within(70, notCalled("x509: current time 2026-11-30T22:00:10Z is after 2026-11-30T22:00:00Z"));
        Optional<Finding> first = calls.finding();
        within(60, notCalled("x509: current time 2026-11-30T22:01:10Z is after 2026-11-30T22:00:00Z"));
        assertThat(calls.finding()).isEqualTo(first);
        within(60, REFUSED_CONNECTION);
        assertThat(calls.finding().orElseThrow().message()).endsWith("connect: connection refused");
    }

    @Test
    void whoHoldsTheLeaseNoLongerKnowsNothing() {
        within(61, CanaryAnswer.CALLED);
        within(80, REFUSED_CONNECTION);
        calls.forget();
        assertThat(calls.called()).isEmpty();
        assertThat(calls.finding()).isEmpty();
        assertThat(within(5, REFUSED_CONNECTION)).as("a holder again").containsExactly(0);
        assertThat(calls.called()).isEmpty();
    }

    @Test
    void whereThereIsNothingToAskForItIsLookedForEachMinute() {
        within(61, CanaryAnswer.CALLED);
        calls.rest(now);
        assertThat(calls.called()).isEmpty();
        assertThat(within(70, CanaryAnswer.CALLED)).containsExactly(60);
    }
}
