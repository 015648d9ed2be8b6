package io.kosmosadmission.cluster.canary;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.cluster.api.WebhookConfigurations;
import io.kosmosadmission.cluster.canary.CanaryAnswer.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of whether we are called, by one answer after the other, and when to ask again. That all is well is
 * believed at once. What is wrong is told when it has been so twice, the second time after a sixth of the period; and not
 * in the first period of a holder, since in a new installation nobody serves yet. An answer that says nothing changes
 * nothing for five periods. Not safe for several threads.
 */
final class Calls {

    /** Of a period, between an answer that surprises and the next question. */
    private static final int SOONER = 6;

    /** Periods without an answer, after which what was known says nothing of now. */
    private static final int OLD = 5;

    private final Duration period;
    private Instant answeredAt = Instant.MIN;
    private Optional<Instant> heldSince = Optional.empty();
    private Instant next = Instant.MIN;
    private Optional<CanaryAnswer> told = Optional.empty();
    private Optional<CanaryAnswer> suspected = Optional.empty();

    Calls(Duration period) {
        this.period = period;
    }

    /** Returns whether it is time to ask. The first time begins the first period. */
    boolean isDue(Instant now) {
        if (heldSince.isEmpty()) {
            heldSince = Optional.of(now);
        }
        return !now.isBefore(next);
    }

    /** Says that this replica asks no longer. What it knew becomes old. */
    void forget() {
        heldSince = Optional.empty();
        next = Instant.MIN;
        nothingKnown();
    }

    /** Says that there is nothing to ask for, and to look again later. */
    void rest(Instant now) {
        nothingKnown();
        next = now.plus(period);
    }

    private void nothingKnown() {
        told = Optional.empty();
        suspected = Optional.empty();
    }

    void take(CanaryAnswer answer, Instant now) {
        answeredAt = answer.verdict() == Verdict.Silent ? answeredAt : now;
        switch (answer.verdict()) {
            case Silent -> {
                next = now.plus(period.dividedBy(SOONER));
                if (answeredAt.plus(period.multipliedBy(OLD)).isBefore(now)) {
                    nothingKnown();
                }
            }
            case Called -> tell(answer, now);
            case NotCalled, Refused -> {
                if (told.filter(before -> before.verdict() == answer.verdict()).isPresent()) {
                    tell(told.filter(before -> isSame(before, answer)).orElse(answer), now);
                } else {
                    suspect(answer, now);
                }
            }
        }
    }

    private void suspect(CanaryAnswer answer, Instant now) {
        boolean again =
                suspected.filter(before -> before.verdict() == answer.verdict()).isPresent();
        boolean settled =
                heldSince.filter(since -> !now.isBefore(since.plus(period))).isPresent();
        if (again && settled) {
            tell(answer, now);
        } else {
            suspected = Optional.of(answer);
            next = now.plus(period.dividedBy(SOONER));
        }
    }

    private void tell(CanaryAnswer answer, Instant now) {
        told = Optional.of(answer);
        suspected = Optional.empty();
        next = now.plus(period);
    }

    /** Some sentences say the time or a port, and so differ each time. */
    private static boolean isSame(CanaryAnswer one, CanaryAnswer other) {
        return withoutNumbers(one).equals(withoutNumbers(other));
    }

    private static String withoutNumbers(CanaryAnswer answer) {
        return answer.sentence().replaceAll("\\d+", "0");
    }

    /** Returns whether we are called; empty where nobody knows. */
    Optional<Boolean> called() {
        return told.map(CanaryAnswer::verdict)
                .filter(verdict -> verdict != Verdict.Refused)
                .map(verdict -> verdict == Verdict.Called);
    }

    Optional<Finding> finding() {
        return told.flatMap(answer -> switch (answer.verdict()) {
            case NotCalled ->
                Optional.of(of(
                        Finding.Check.NotCalled,
                        "the webhook is not called, so that pods go unplaced, and are refused where namespaces are"
                                + " fail-closed: "
                                + answer.sentence()));
            case Refused ->
                Optional.of(of(
                        Finding.Check.CanaryRefused,
                        "nobody knows whether the webhook is called, as the canary is refused: " + answer.sentence()));
            case Called, Silent -> Optional.empty();
        });
    }

    private static Finding of(Finding.Check check, String message) {
        return new Finding(check, List.of(WebhookConfigurations.SUBJECT), message);
    }
}
