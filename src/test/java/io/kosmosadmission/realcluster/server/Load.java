package io.kosmosadmission.realcluster.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One request, again and again over several connections until told to end: evenly, at that many a second where the machine
 * can, else fewer. What comes back is counted, and kept where it is not as it should be.
 */
public final class Load implements AutoCloseable {
    private static final int CONNECTIONS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Status 0 where there was no answer; the body says why. */
    public record Answer(int status, String body) {}

    private final HttpClient client;
    private final HttpRequest request;
    private final Predicate<Answer> fine;
    private final long nanosBetween;
    private final long begun = System.nanoTime();
    private final AtomicInteger answers = new AtomicInteger();
    private final List<Answer> wrong = new CopyOnWriteArrayList<>();
    private final List<Thread> threads;
    private volatile boolean ended;

    public Load(HttpClient client, HttpRequest request, int aSecond, Predicate<Answer> fine) {
        this.client = client;
        this.request = request;
        this.fine = fine;
        this.nanosBetween = TimeUnit.SECONDS.toNanos(CONNECTIONS) / aSecond;
        this.threads = IntStream.range(0, CONNECTIONS)
                .mapToObj(number -> new Thread(this::send, "load-" + number))
                .toList();
        threads.forEach(Thread::start);
    }

    public int answers() {
        return answers.get();
    }

    /** All answers so far that were not as they should be. */
    public List<Answer> wrong() {
        return List.copyOf(wrong);
    }

    /** Returns when so many more answers have come. */
    public void goOnFor(int more) {
        int goal = answers.get() + more;
        await("answers").atMost(PATIENCE).until(() -> answers.get() >= goal);
    }

    /** What is under way is waited for. */
    @Override
    public void close() {
        ended = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers and how many a second they were, for people. */
    @Override
    public String toString() {
        long nanos = System.nanoTime() - begun;
        return "%d (%d a second), %d of them wrong"
                .formatted(answers.get(), answers.get() * TimeUnit.SECONDS.toNanos(1) / nanos, wrong.size());
    }

    private void send() {
        long next = System.nanoTime();
        while (!ended) {
            Answer answer = answer();
            if (!fine.test(answer)) {
                wrong.add(answer);
            }
            answers.incrementAndGet();
            next = Math.max(next + nanosBetween, System.nanoTime()); // what was slow is not made up for by haste
            try {
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Answer answer() {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, e.toString());
        }
    }
}
