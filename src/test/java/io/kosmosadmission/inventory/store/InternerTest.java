package io.kosmosadmission.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InternerTest {

    private final Interner repeats = new Interner();

    @Test
    void givesOneCopyOfWhatIsEqual() {
        List<String> first = List.of(new String("a"), "b");
        assertThat(repeats.one(first)).isSameAs(first);
        assertThat(repeats.one(List.of("a", "b"))).isSameAs(first);
    }

    @Test
    void neverGivesAnotherValueThoughPlacesAreFew() {
        for (int number = 0; number < 50_000; number++) {
            assertThat(repeats.one("value-" + number)).isEqualTo("value-" + number);
        }
    }

    @Test
    void givesNoOtherKindOfWhatIsEqual() {
        Map<String, String> map = Collections.unmodifiableMap(new LinkedHashMap<>(Map.of("a", "b")));
        repeats.one(Map.of("a", "b"));
        assertThat(repeats.one(map)).isSameAs(map);
    }
}
