package io.kosmosadmission.scheduler.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntCountsTest {

    @Test
    void isAMapOfSums() {
        Random random = new Random(1);
        IntCounts counts = new IntCounts();
        Map<Integer, Integer> expected = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            int key = random.nextInt(500) * 7;
            int delta = random.nextInt(5) - 2;
            counts.add(key, delta);
            expected.merge(key, delta, Integer::sum);
        }
        Map<Integer, Integer> seen = new HashMap<>();
        counts.forEach(seen::put);

        expected.forEach((key, value) -> assertThat(counts.get(key)).isEqualTo(value));
        expected.values().removeIf(value -> value == 0);
        assertThat(seen).isEqualTo(expected);
        assertThat(counts.get(8)).isZero();
    }

    @Test
    void zerosAreNothing() {
        IntCounts counts = new IntCounts();
        assertThat(counts.isAny()).isFalse();
        counts.add(3, 2);
        assertThat(counts.isAny()).isTrue();
        counts.add(3, -2);
        assertThat(counts.isAny()).isFalse();
    }
}
