package io.kosmosadmission.console;

import io.kosmosadmission.background.Daemon;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Computes what a loss comes to beside the pages, one loss at a time, and keeps the answers for a while. */
public final class BackgroundSimulation implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BackgroundSimulation.class);

    private static final Duration KEPT = Duration.ofMinutes(2);
    private static final int MOST_KEPT = 16;

    private final Answers answers;
    private final Daemon thread = new Daemon("console-simulation", LOG);
    private final Map<Set<String>, Answer> known = new LinkedHashMap<>();
    private Optional<Running> running = Optional.empty();
    private volatile Step step = Step.FIRST;

    /** How far a simulation is: done of all; all is 0 where that isn't known. */
    public record Step(String what, int done, int all) {
        static final Step FIRST = new Step("beginning", 0, 0);
    }

    /** A simulation that is being computed. */
    public record Running(Set<String> lost, Instant since) {}

    /** An answer, or why there is none; failure is empty where there is one. */
    public record Answer(Optional<Simulated> simulated, String failure, Instant at) {}

    /** What is known: an answer, or what is being computed, of this or another loss. */
    public record Known(Optional<Answer> answer, Optional<Running> running, Step step) {}

    public BackgroundSimulation(Answers answers) {
        this.answers = answers;
    }

    /** Returns what is known at once, and begins to compute it where it isn't and nothing else is being computed. */
    public synchronized Known of(Set<String> lost) {
        known.values().removeIf(answer -> answer.at().plus(KEPT).isBefore(Instant.now()));
        Optional<Answer> answer = Optional.ofNullable(known.get(lost));
        if (answer.isEmpty() && running.isEmpty()) {
            running = Optional.of(new Running(lost, Instant.now()));
            step = Step.FIRST;
            thread.run(() -> compute(lost), "the console's simulation failed");
        }
        return new Known(answer, answer.isPresent() ? Optional.empty() : running, step);
    }

    private void compute(Set<String> lost) {
        Answer answer = new Answer(Optional.empty(), "an error of our own; the log has it", Instant.now());
        try {
            Simulated simulated = answers.simulate(lost, (what, done, all) -> step = new Step(what, done, all));
            answer = new Answer(Optional.of(simulated), "", Instant.now());
        } catch (IOException unreadable) {
            answer = new Answer(Optional.empty(), String.valueOf(unreadable.getMessage()), Instant.now());
        } finally {
            keep(lost, answer);
        }
    }

    private synchronized void keep(Set<String> lost, Answer answer) {
        if (known.size() >= MOST_KEPT) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(lost, answer);
        running = Optional.empty();
    }

    @Override
    public void close() {
        thread.close();
    }
}
