package io.kosmosadmission.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapGrowthTest {

    private static final long MIB = 1 << 20;

    private final AtomicLong bytes = new AtomicLong(32 * MIB);
    private final AtomicInteger collections = new AtomicInteger();
    private long held = 32 * MIB;

    private final HeapGrowth growth = new HeapGrowth(bytes::get, () -> {
        collections.incrementAndGet();
        bytes.set(held);
    });

    private int collectionsAt(long mib) {
        bytes.set(mib * MIB);
        growth.look();
        return collections.get();
    }

    @Test
    void collectsWhereTheHeapHasGrown() {
        held = 40 * MIB;
        assertThat(collectionsAt(44)).isZero();
        assertThat(collectionsAt(45)).isOne();
        assertThat(collectionsAt(52)).as("12 MiB more than what is held").isOne();
        assertThat(collectionsAt(53)).isEqualTo(2);
    }

    @Test
    void doesNotCollectAgainWhatIsInUse() {
        held = 80 * MIB;
        assertThat(collectionsAt(80)).isOne();
        assertThat(collectionsAt(80)).isOne();
    }

    @Test
    void beginsAnewWhereTheJvmHasMadeTheHeapSmaller() {
        assertThat(collectionsAt(20)).isZero();
        assertThat(collectionsAt(33)).isOne();
    }
}
