package io.kosmosadmission.rules;

import io.kosmosadmission.background.LastMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads something from files, and reads it again when they change. It looks only when it is told to, since a
 * WatchService misses the swaps of links by which mounted files change. A change is taken when two looks in a row find
 * the same, since files are seldom written at once: they may be empty or missing meanwhile. Files that prove to be
 * whole are taken at once. What can't be read at two looks in a row is refused, once, and what was read last stays.
 */
public final class FileWatcher<T> {

    /** Reads, or throws and says for people why not. */
    public interface Reading<T> {
        T read() throws IOException;
    }

    /** The result of a look. */
    public enum Look {
        AsBefore,
        /** There is a new value. */
        Changed,
        /** There is a new error; the value stays. */
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
     * Returns a watcher with a first value. Throws what the first reading throws.
     *
     * @param fingerprint returns another text whenever reading would return another value
     */
    public static <T> FileWatcher<T> begin(Reading<String> fingerprint, Reading<T> reading) throws IOException {
        String first = fingerprint.read();
        return new FileWatcher<>(fingerprint, reading, false, first, reading.read());
    }

    /**
     * Returns a watcher of files that can be read only when they are whole. While they can't be read, every look tries
     * again: what is wrong may depend on more than the files, such as the time.
     *
     * @param value what was read before the first look
     */
    public static <T> FileWatcher<T> provenWhole(T value, Reading<String> fingerprint, Reading<T> reading) {
        return new FileWatcher<>(fingerprint, reading, true, "", value);
    }

    /**
     * Returns the fingerprint of one file. The real path and the file key are parts of it, since a file that replaces
     * another may have the same size and time.
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

    /** Returns the last value that was read. */
    public T value() {
        return value;
    }

    /** Returns why the files as they are now were refused; empty while the value is what they hold. */
    public Optional<String> error() {
        return error;
    }

    /** Returns since when the files have been refused; empty while they are not. */
    public Optional<Instant> badSince() {
        return badSince;
    }

    /** Looks once. The value and the error are up to date afterwards. */
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
