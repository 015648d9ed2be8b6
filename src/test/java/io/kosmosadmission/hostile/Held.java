package io.kosmosadmission.hostile;

import io.netty.util.internal.PlatformDependent;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** What this process holds: live heap and memory of network buffers in bytes, threads, and open files where /proc tells. */
record Held(long heap, long buffers, int threads, int files) {

    static Held now() {
        System.gc();
        return new Held(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                PlatformDependent.usedDirectMemory(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                Optional.ofNullable(new File("/proc/self/fd").list())
                        .map(files -> files.length)
                        .orElse(0));
    }
}
