package io.kosmosadmission.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Some thousands of what src/bench/hostile sends by the million: the same bodies each time. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileBodiesTest {
    private static final int BODIES = 20_000;
    private static final long SEED = 19;

    @Test
    void everyBodyIsAnsweredInTimeAndNoneWithAnErrorOfOurOwn() throws IOException {
        Attack attack = new Attack(Corpus.ofEach(8), SEED, 200 << 10);
        Map<List<Integer>, Integer> answers = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (int number = 0; number < BODIES; number++) {
            Attack.Outcome outcome = attack.send(number);
            answers.merge(outcome.statuses(), 1, Integer::sum);
            for (String each : outcome.wrong()) {
                wrong.add("body " + number + " of seed " + SEED + ", of " + outcome.about() + ": " + each);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(answers.get(List.of(200, 200)))
                .as("enough of them are decided on")
                .isGreaterThan(BODIES / 5);
        assertThat(answers.get(List.of(400, 400))).as("and enough refused").isGreaterThan(BODIES / 10);
    }
}
