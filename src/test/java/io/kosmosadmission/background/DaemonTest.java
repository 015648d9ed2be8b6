package io.kosmosadmission.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.WarningLog;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DaemonTest {

    private static final Duration NOW = Duration.ZERO;
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final String FAILURE = "not counted";

    private final Daemon daemon = new Daemon("counter", Logger.getLogger(DaemonTest.class));
    private final AtomicInteger runs = new AtomicInteger();
    private final WarningLog log = new WarningLog();

    @AfterEach
    void end() {
        daemon.close();
        log.close();
    }

    @Test
    void itsThreadHasItsNameAndKeepsNoProcessAlive() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        daemon.run(() -> thread.set(Thread.currentThread()), FAILURE);
        await().until(() -> thread.get() != null);
        assertThat(thread.get().getName()).isEqualTo("counter");
        assertThat(thread.get().isDaemon()).isTrue();
    }

    @Test
    void aTaskThatThrowsIsLoggedAndRunsAgain() {
        daemon.repeat(this::countAndThrow, NOW, SOON, FAILURE);
        await().until(() -> runs.get() >= 3);
        assertThat(log.lines()).hasSizeGreaterThanOrEqualTo(2).containsOnly(FAILURE);
    }

    @Test
    void anErrorEndsNoScheduleEither() {
        daemon.repeat(this::countAndMissAClass, NOW, SOON, FAILURE);
        await().until(() -> runs.get() >= 3);
        assertThat(log.lines()).hasSizeGreaterThanOrEqualTo(2).containsOnly(FAILURE);
    }

    @Test
    void othersRunThoughOneTaskThrows() {
        daemon.repeat(this::countAndThrow, NOW, NEVER, FAILURE);
        daemon.repeat(runs::incrementAndGet, NOW, SOON, "another sentence");
        await().until(() -> runs.get() >= 4);
        assertThat(log.lines()).containsExactly(FAILURE);
    }

    @Test
    void aTaskMayBeTriedAgainLater() {
        daemon.run(this::succeedAtTheThirdAttempt, FAILURE);
        await().until(() -> runs.get() == 3);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void onceClosedItRunsNothingAndRefusesNothing() {
        daemon.close();
        daemon.run(runs::incrementAndGet, FAILURE);
        daemon.repeat(runs::incrementAndGet, NOW, SOON, FAILURE);
        daemon.closeAfter(runs::incrementAndGet, NEVER, FAILURE);
        assertThat(runs).hasValue(0);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void closingAwaitsTheLastTaskAndNoLaterOne() {
        daemon.repeat(() -> {}, NOW, SOON, FAILURE);
        daemon.runAfter(NEVER, runs::incrementAndGet, FAILURE);
        daemon.closeAfter(runs::incrementAndGet, NEVER, FAILURE);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aTaskThatHangsIsInterruptedWhenThePatienceIsOver() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        daemon.run(() -> interrupted.set(isInterruptedAfter(begun)), FAILURE);
        begun.await();
        daemon.closeAfter(runs::incrementAndGet, SOON, FAILURE);
        await().untilTrue(interrupted);
        assertThat(runs).hasValue(0);
    }

    private void countAndThrow() {
        runs.incrementAndGet();
        throw new IllegalStateException("a bug");
    }

    private void countAndMissAClass() {
        runs.incrementAndGet();
        throw new NoClassDefFoundError("io/kosmosadmission/Gone");
    }

    private void succeedAtTheThirdAttempt() {
        if (runs.incrementAndGet() < 3) {
            daemon.runAfter(SOON, this::succeedAtTheThirdAttempt, FAILURE);
        }
    }

    private static boolean isInterruptedAfter(CountDownLatch begun) {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
            return false;
        } catch (InterruptedException closed) {
            return true;
        }
    }
}
