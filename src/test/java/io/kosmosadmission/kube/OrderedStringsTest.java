package io.kosmosadmission.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedStringsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 32, 33, 100})
    void isTheMapThatItCopies(int size) {
        Map<String, String> map = strings(size);
        Map<String, String> copy = OrderedStrings.copyOf(map);
        assertThat(copy).isEqualTo(map).hasSameHashCodeAs(map).hasSize(size).doesNotContainKey("other");
        assertThat(map).isEqualTo(copy);
        assertThat(copy.keySet()).containsExactlyElementsOf(map.keySet());
        assertThat(copy.values()).containsExactlyElementsOf(map.values());
        map.forEach((key, value) -> assertThat(copy.get(key)).isEqualTo(value));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 33})
    void neverChanges(int size) {
        Map<String, String> map = strings(size);
        Map<String, String> copy = OrderedStrings.copyOf(map);
        map.put("later", "");
        assertThat(copy).hasSize(size);
        assertThatThrownBy(() -> copy.put("later", "")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void isNotCopiedAgain() {
        Map<String, String> copy = OrderedStrings.copyOf(strings(3));
        assertThat(OrderedStrings.copyOf(copy)).isSameAs(copy);
    }

    private static Map<String, String> strings(int size) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = size; i > 0; i--) {
            map.put("key-" + i, "value-" + i);
        }
        return map;
    }
}
