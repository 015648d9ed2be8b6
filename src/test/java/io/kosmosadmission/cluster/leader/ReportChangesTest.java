package io.kosmosadmission.cluster.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.cluster.leader.StoredReports.Stored;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportChangesTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final ReportChanges changes = new ReportChanges(Duration.ofMinutes(1));

    private void write(String content, long generation, long now) {
        changes.trying("a", now);
        changes.became("a", Optional.of(new Stored(content, generation)));
    }

    @Test
    void writesOnceAndThenWhatSaysSomethingElseAfterAMinute() {
        assertThat(changes.isToWrite("a", "x", 0)).isTrue();
        write("x", 1, 0);
        assertThat(changes.isToWrite("a", "x", 5 * MINUTE)).isFalse();
        assertThat(changes.isToWrite("a", "y", MINUTE - 1)).isFalse();
        assertThat(changes.isToWrite("a", "y", MINUTE)).isTrue();
        assertThat(changes.isToWrite("b", "y", 1)).isTrue();
    }

    @Test
    void whatFailedIsTriedAgainAfterAMinute() {
        changes.trying("a", 0);
        assertThat(changes.isToWrite("a", "x", MINUTE - 1)).isFalse();
        assertThat(changes.isToWrite("a", "x", MINUTE)).isTrue();
    }

    @Test
    void mendsWhatSomebodyEditedOrDeleted() {
        write("x", 1, 0);
        changes.present(Map.of("a", new Stored("x", 1)));
        assertThat(changes.isToWrite("a", "x", MINUTE)).isFalse();
        changes.present(Map.of("a", new Stored("x", 2)));
        assertThat(changes.isToWrite("a", "x", MINUTE)).as("edited").isTrue();
        changes.present(Map.of("a", new Stored("", 1)));
        assertThat(changes.isToWrite("a", "x", MINUTE)).as("its annotation").isTrue();
        changes.present(Map.of());
        assertThat(changes.isToWrite("a", "x", MINUTE)).as("deleted").isTrue();
    }

    @Test
    void whoeverComesToHoldTheLeaseWritesOnce() {
        changes.present(Map.of("a", new Stored("x", 7)));
        assertThat(changes.isToWrite("a", "x", 0)).isTrue();
        write("x", 7, 0);
        assertThat(changes.isToWrite("a", "x", MINUTE)).isFalse();
        changes.forget();
        assertThat(changes.isToWrite("a", "x", MINUTE)).isTrue();
    }

    @Test
    void deletesArePacedAsWritesAre() {
        write("x", 1, 0);
        assertThat(changes.toDelete(Set.of("a"), MINUTE)).isEmpty();
        assertThat(changes.toDelete(Set.of(), MINUTE - 1)).isEmpty();
        assertThat(changes.toDelete(Set.of(), MINUTE)).containsExactly("a");
        changes.trying("a", MINUTE);
        changes.became("a", Optional.empty());
        assertThat(changes.toDelete(Set.of(), 3 * MINUTE)).isEmpty();
        assertThat(changes.isToWrite("a", "x", 2 * MINUTE - 1))
                .as("comes back at once")
                .isFalse();
        assertThat(changes.isToWrite("a", "x", 2 * MINUTE)).isTrue();
    }
}
