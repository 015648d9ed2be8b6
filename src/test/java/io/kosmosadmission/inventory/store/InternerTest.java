package io.kosmosadmission.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InternerTest {

    private final Interner interner = new Interner();

    @Test
    void givesOneCopyOfWhatIsEqual() {
        List<String> first = List.of(new String("a"), "b");
        assertThat(interner.one(first)).isSameAs(first);
        assertThat(interner.one(List.of("a", "b"))).isSameAs(first);
    }

    @Test
    void neverGivesAnotherValueThoughPlacesAreFew() {
        for (int number = 0; number < 50_000; number++) {
            assertThat(interner.one("value-" + number)).isEqualTo("value-" + number);
        }
    }

    @Test
    void remembersSizesWhoseHashCodesAreMostlyZeros() {
        List<Long> sizes =
                LongStream.rangeClosed(1, 20).map(size -> size << 30).boxed().toList();
        List<Object> first = new ArrayList<>();
        sizes.forEach(size -> first.add(interner.one(List.of(size))));
        for (int i = 0; i < sizes.size(); i++) {
            assertThat((Object) interner.one(List.of(sizes.get(i)))).isSameAs(first.get(i));
        }
    }

    @Test
    void givesNoOtherKindOfWhatIsEqual() {
        Map<String, String> map = Collections.unmodifiableMap(new LinkedHashMap<>(Map.of("a", "b")));
        interner.one(Map.of("a", "b"));
        assertThat(interner.one(map)).isSameAs(map);
    }
}
