package io.kosmosadmission.server;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Has the JVM collect where its old generation has grown. The serial collector of JDK 25 grows the heap to its limit
 * before it looks what of it is in use: while a large cluster was read, to 50 MiB more than was held of it. That of JDK
 * 17 looks by itself.
 */
final class HeapGrowth {

    /** Less would be more pauses, of 0.2 s each in a large cluster. */
    private static final long MOST_BYTES = 12 << 20;

    /** The serial collector's name for it. */
    private static final String OLD_GENERATION = "Tenured Gen";

    private final LongSupplier bytes;
    private final Runnable collection;
    private long before;

    /** bytes tells how large the old generation is now, what is free of it too. */
    HeapGrowth(LongSupplier bytes, Runnable collection) {
        this.bytes = bytes;
        this.collection = collection;
        this.before = bytes.getAsLong();
    }

    /** With any other collector than the serial one it does nothing. */
    static HeapGrowth ofThisProcess() {
        LongSupplier bytes = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(OLD_GENERATION))
                .findAny()
                .<LongSupplier>map(pool -> () -> pool.getUsage().getCommitted())
                .orElse(() -> 0);
        return new HeapGrowth(bytes, System::gc);
    }

    /** Collects where it has grown since the last collection here, or since the JVM made it smaller. */
    void look() {
        if (bytes.getAsLong() - before > MOST_BYTES) {
            collection.run();
            before = bytes.getAsLong();
        }
        before = Math.min(before, bytes.getAsLong());
    }
}
