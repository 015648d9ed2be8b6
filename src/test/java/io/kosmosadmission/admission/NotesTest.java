package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NotesTest {

    private static final Notes NONE = Notes.of(Reason.Conforms);

    @Test
    void tellsSixteenWarningsAndCountsTheRest() {
        assertThat(NONE.withWarnings(numbered(0, 16)).toldWarnings()).isEqualTo(numbered(0, 16));
        assertThat(NONE.withWarnings(numbered(0, 20)).toldWarnings())
                .hasSize(17)
                .startsWith("w0", "w1")
                .endsWith("w15", "and 4 more warnings");
    }

    @Test
    void countsThoseThatCameLaterToo() {
        assertThat(NONE.withWarnings(numbered(0, 20))
                        .withWarnings(numbered(18, 25))
                        .toldWarnings())
                .hasSize(17)
                .endsWith("w15", "and 9 more warnings");
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "w" + number).toList();
    }
}
