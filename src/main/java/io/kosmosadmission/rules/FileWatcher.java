package io.kosmosadmission.rules;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Something that is read from files again whenever they change. A change is read when the next look finds it as it was, since
 * files are seldom written in one instant: they are emptied, or away, before. One that can't be read is complained about once,
 * and what was read last stays.
 */
public final class FileWatcher<T> {

    private static final Logger LOG = Logger.getLogger(FileWatcher.class);

    /** Reads, or says why not. */
    public interface Reading<T> {
        T read() throws IOException;
    }

    private final String name;
    private final Reading<String> fingerprint;
    private final Reading<T> reading;
    private T value;
    private String taken;
    private String tried = "";
    private boolean complained;
    private Optional<Instant> badSince = Optional.empty();

    private FileWatcher(String name, Reading<String> fingerprint, Reading<T> reading) throws IOException {
        this.name = name;
        this.fingerprint = fingerprint;
        this.reading = reading;
        this.taken = fingerprint.read();
        this.value = reading.read();
    }

    /** name is for the log. Fails where the very first reading does. */
    public static <T> FileWatcher<T> begin(String name, Reading<String> fingerprint, Reading<T> reading)
            throws IOException {
        return new FileWatcher<>(name, fingerprint, reading);
    }

    /** What was read last without a fault. */
    public T value() {
        return value;
    }

    /** Since when it has been seen that what is written can't be read. */
    public Optional<Instant> badSince() {
        return badSince;
    }

    /** Whether there is a new value. */
    public boolean look() {
        String seen = "";
        try {
            seen = fingerprint.read();
            if (seen.equals(taken)) {
                isGood(seen);
                return false;
            }
            return isStillAsTried(seen) && !complained && read(seen);
        } catch (IOException | RuntimeException bad) {
            isBad(seen, bad);
            return false;
        }
    }

    private boolean isStillAsTried(String seen) {
        if (seen.equals(tried)) {
            return true;
        }
        tried = seen;
        complained = false;
        return false;
    }

    private boolean read(String seen) throws IOException {
        T read = reading.read();
        if (!fingerprint.read().equals(seen)) {
            return false; // still being written
        }
        value = read;
        isGood(seen);
        LOG.infof("changed and taken what=\"%s\"", name);
        return true;
    }

    private void isGood(String seen) {
        taken = seen;
        tried = "";
        complained = false;
        badSince = Optional.empty();
    }

    private void isBad(String seen, Exception bad) {
        String message = String.valueOf(bad.getMessage());
        if (isStillAsTried(seen.isEmpty() ? message : seen) && !complained) {
            complained = true;
            badSince = badSince.or(() -> Optional.of(Instant.now()));
            LOG.warnf(
                    "not readable, what was read before stays what=\"%s\" why=\"%s\"",
                    name, String.join(" | ", message.lines().toList()));
        }
    }
}
