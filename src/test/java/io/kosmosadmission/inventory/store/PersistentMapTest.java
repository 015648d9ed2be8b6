package io.kosmosadmission.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentMapTest {

    /** A key of which many have one hash. */
    private record Key(int number) {
        @Override
        public int hashCode() {
            return number / 7;
        }
    }

    private record Version(PersistentMap<Key, Integer> map, Map<Key, Integer> expected) {}

    @ParameterizedTest
    @ValueSource(ints = {3, 40, 3000})
    void holdsWhatAHashMapHolds(int keys) {
        Random random = new Random(keys);
        Map<Key, Integer> expected = new HashMap<>();
        PersistentMap<Key, Integer> map = PersistentMap.empty();
        List<Version> versions = new ArrayList<>();
        for (int batch = 0; batch < 300; batch++) {
            Map<Key, Optional<Integer>> wanted = new HashMap<>();
            boolean shrinks = batch / 50 % 2 == 1;
            for (int change = random.nextInt(keys / 2 + 1); change > 0; change--) {
                boolean goes = random.nextInt(10) < (shrinks ? 8 : 2);
                wanted.put(new Key(random.nextInt(keys)), goes ? Optional.empty() : Optional.of(random.nextInt(5)));
            }
            wanted.forEach(
                    (key, value) -> value.ifPresentOrElse(it -> expected.put(key, it), () -> expected.remove(key)));
            map = map.with(map.differences(wanted));
            assertSame(map, expected, keys);
            if (batch % 29 == 0) {
                versions.add(new Version(map, Map.copyOf(expected)));
            }
        }
        versions.forEach(version -> assertSame(version.map(), version.expected(), keys));
    }

    private static void assertSame(PersistentMap<Key, Integer> map, Map<Key, Integer> expected, int keys) {
        assertThat(map.size()).isEqualTo(expected.size());
        assertThat(map.values()).containsExactlyInAnyOrderElementsOf(expected.values());
        for (int number = 0; number <= keys; number++) {
            Key key = new Key(number);
            assertThat(map.get(key)).isEqualTo(Optional.ofNullable(expected.get(key)));
        }
    }

    @Test
    void isItselfWhereNothingDiffers() {
        PersistentMap<String, String> empty = PersistentMap.empty();
        PersistentMap<String, String> map = empty.with(empty.differences(Map.of("a", Optional.of("1"))));
        assertThat(map.with(map.differences(Map.of("a", Optional.of("1"), "b", Optional.empty()))))
                .isSameAs(map);
    }

    @Test
    void letsTheOldKeyGoWithTheOldValue() {
        PersistentMap<String, String> empty = PersistentMap.empty();
        String first = new String("a");
        String second = new String("a");
        PersistentMap<String, String> map = empty.with(empty.differences(Map.of(first, Optional.of("1"))));
        List<Difference<String, String>> differences = map.differences(Map.of(second, Optional.of("2")));
        assertThat(differences.get(0).key()).isSameAs(second);
        assertThat(map.with(differences).get("a")).contains("2");
    }
}
