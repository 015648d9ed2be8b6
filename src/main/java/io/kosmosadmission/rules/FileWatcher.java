package io.kosmosadmission.rules;

import io.kosmosadmission.background.LastMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that is read from files again whenever they change. It looks when it is told to: a folder's own watch misses the
 * swaps of links by which mounted files change. A change is taken when the next look finds it as it was, since files are
 * seldom written in one instant: they are emptied, or away, before. Files that prove to be whole are taken at once. What can't
 * be read at two looks in a row is refused, once, and what was read last stays.
 */
public final class FileWatcher<T> {

    /** Reads, or says why not. */
    public interface Reading<T> {
        T read() throws IOException;
    }

    /** What came of a look. */
    public enum Look {
        AsBefore,
        /** There is a new value. */
        Changed,
        /** There is a new error. */
        Refused
    }

    private final Reading<String> fingerprint;
    private final Reading<T> reading;
    private final boolean provenWhole;
    private final LastMessage seen = new LastMessage();
    private T value;
    private String taken;
    private boolean refused;
    private Optional<String> error = Optional.empty();
    private Optional<Instant> badSince = Optional.empty();

    private FileWatcher(Reading<String> fingerprint, Reading<T> reading, boolean provenWhole, String taken, T value) {
        this.fingerprint = fingerprint;
        this.reading = reading;
        this.provenWhole = provenWhole;
        this.taken = taken;
        this.value = value;
    }

    /**
     * Reads for the first time, and fails where that does.
     *
     * @param fingerprint another text whenever what would be read is another
     */
    public static <T> FileWatcher<T> begin(Reading<String> fingerprint, Reading<T> reading) throws IOException {
        String first = fingerprint.read();
        return new FileWatcher<>(fingerprint, reading, false, first, reading.read());
    }

    /**
     * Watches files of which reading succeeds only where they are whole. As long as it doesn't, every look reads again: what is
     * wrong may depend on more than the files, as on the time.
     *
     * @param value what was read before the first look
     */
    public static <T> FileWatcher<T> provenWhole(T value, Reading<String> fingerprint, Reading<T> reading) {
        return new FileWatcher<>(fingerprint, reading, true, "", value);
    }

    /**
     * Returns the fingerprint of one file. The real path and the key are parts of it, since what takes a file's place may have
     * its size and time, too.
     */
    public static String fingerprint(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file.toRealPath() + " " + attributes.fileKey() + " " + attributes.size() + " "
                    + attributes.lastModifiedTime().toInstant();
        } catch (IOException unreadable) {
            throw FileErrors.explained(file, unreadable);
        }
    }

    /** Returns what was read last without a fault. */
    public T value() {
        return value;
    }

    /** Returns why what is written was refused; empty while it is what was read last. */
    public Optional<String> error() {
        return error;
    }

    /** Returns since when what is written has been refused. */
    public Optional<Instant> badSince() {
        return badSince;
    }

    /** Looks once; what came of it stands in the value and the error. */
    public Look look() {
        String now = "";
        try {
            now = fingerprint.read();
            if (now.equals(taken)) {
                isGood(now);
                return Look.AsBefore;
            }
            return isDue(now) && read(now) ? Look.Changed : Look.AsBefore;
        } catch (IOException | RuntimeException bad) {
            return refuse(now, String.valueOf(bad.getMessage()));
        }
    }

    private boolean isDue(String now) {
        return provenWhole || (!isNew(now) && !refused);
    }

    private boolean isNew(String sight) {
        boolean isNew = seen.becomes(sight);
        if (isNew) {
            refused = false;
        }
        return isNew;
    }

    private boolean read(String now) throws IOException {
        T read = reading.read();
        if (!fingerprint.read().equals(now)) {
            return false; // still being written
        }
        value = read;
        isGood(now);
        return true;
    }

    private void isGood(String now) {
        taken = now;
        seen.forget();
        refused = false;
        error = Optional.empty();
        badSince = Optional.empty();
    }

    private Look refuse(String now, String why) {
        String sight = provenWhole || now.isEmpty() ? why : now;
        if (isNew(sight) || refused) {
            return Look.AsBefore;
        }
        refused = true;
        error = Optional.of(why);
        badSince = badSince.or(() -> Optional.of(Instant.now()));
        return Look.Refused;
    }
}
