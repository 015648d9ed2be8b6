package io.kosmosadmission.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionTableTest {

    private static final int NAMES = 300;

    /** Grows, shrinks and moves names up; few hashes, so that many names want the same place. */
    @Test
    void saysWhatAMapSays() {
        Random random = new Random(7);
        VersionTable table = new VersionTable();
        Map<String, Long> map = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            boolean growing = step / 1_000 % 2 == 0;
            String name = "Aa".repeat(random.nextInt(4)) + "BB".repeat(random.nextInt(4)) + random.nextInt(NAMES);
            if (random.nextInt(10) < (growing ? 8 : 2)) {
                assertThat(table.put(name, step)).isEqualTo(orNone(map.put(name, (long) step)));
            } else {
                assertThat(table.remove(name)).isEqualTo(orNone(map.remove(name)));
            }
            assertThat(table.get(name)).isEqualTo(orNone(map.get(name)));
            assertThat(table.size()).isEqualTo(map.size());
        }
        assertThat(table.names()).containsExactlyInAnyOrderElementsOf(map.keySet());
        map.forEach((name, version) -> assertThat(table.get(name)).isEqualTo(version));
    }

    private static long orNone(Long version) {
        return version == null ? VersionTable.NONE : version;
    }
}
