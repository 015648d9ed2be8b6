package io.kosmosadmission.console;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Something that is looked up while the head of the page is already on its way, where that takes longer than a moment.
 *
 * @param <T> what is found
 */
public final class Lookup<T> {

    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A look that may block. */
    public interface Look<T> {
        T look() throws IOException;
    }

    /** What came of it. failure is empty where nothing went wrong. */
    public record Result<T>(Optional<T> found, String failure) {}

    private final CompletableFuture<Result<T>> result;

    private Lookup(CompletableFuture<Result<T>> result) {
        this.result = result;
    }

    public static <T> Lookup<T> begin(Executor executor, Look<Optional<T>> look) {
        return new Lookup<>(CompletableFuture.supplyAsync(() -> looked(look), executor));
    }

    private static <T> Result<T> looked(Look<Optional<T>> look) {
        try {
            return new Result<>(look.look(), "");
        } catch (IOException unreadable) {
            return new Result<>(Optional.empty(), String.valueOf(unreadable.getMessage()));
        }
    }

    /** Returns the result if it comes within a moment. */
    public Optional<Result<T>> soon() {
        try {
            return Optional.of(await(MOMENT));
        } catch (TimeoutException later) {
            return Optional.empty();
        }
    }

    /** Returns the result, however long that takes; a template calls it. */
    public Result<T> await() {
        try {
            return await(PATIENCE);
        } catch (TimeoutException late) {
            return new Result<>(Optional.empty(), "it took longer than " + PATIENCE.toSeconds() + " s");
        }
    }

    private Result<T> await(Duration time) throws TimeoutException {
        try {
            return result.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a look-up of the console failed", bug.getCause());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new ReaderGoneException();
        }
    }
}
