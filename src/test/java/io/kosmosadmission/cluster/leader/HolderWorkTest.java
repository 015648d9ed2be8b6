package io.kosmosadmission.cluster.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HolderWorkTest {

    @Test
    void whatOnePartThrowsKeepsNoOtherFromItsTurn() {
        List<String> done = new ArrayList<>();
        HolderWork work = new HolderWork();
        assertThat(work.isEmpty()).isTrue();
        work.add(() -> done.add("first"), () -> {
            throw new IllegalStateException("shown in the log");
        });
        work.add(() -> done.add("last"));
        work.run();
        work.run();
        assertThat(done).containsExactly("first", "last", "first", "last");
        assertThat(work.isEmpty()).isFalse();
    }
}
