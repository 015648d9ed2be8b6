package io.kosmosadmission.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.config.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LostProvidersTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofHours(1));
    private static final int AN_HOUR = 3600;

    /**
     * Nodes are {@code provider status minutes}: for so long their status has been the same; without minutes, nobody
     * knows.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no node is ready                          | {name: aws, lostAfter: 10m} | aws False 12, aws False 11    | -   | aws=11
        for exactly so long                       | {name: aws, lostAfter: 10m} | aws False 10                  | -   | aws=10
        one not for long enough                   | {name: aws, lostAfter: 10m} | aws False 12, aws False 9     | -   | -
        one is ready                              | {name: aws, lostAfter: 10m} | aws False 12, aws True 12     | -   | -
        Unknown is not ready                      | {name: aws, lostAfter: 10m} | aws Unknown 12                | -   | aws=12
        a node that says nothing                  | {name: aws, lostAfter: 10m} | aws False 12, aws -           | -   | -
        a node that says no time                  | {name: aws, lostAfter: 10m} | aws False                     | -   | -
        no node at all                            | {name: aws, lostAfter: 10m} | gcp True 12                   | -   | -
        no lostAfter                              | {name: aws}                 | aws False 12                  | -   | -
        a provider that the file doesn't name     | {name: gcp, lostAfter: 10m} | aws False 12, gcp True 12     | -   | -
        two at once                               | {name: aws, lostAfter: 10m}, {name: gcp, lostAfter: 30m} | aws False 12, gcp Unknown 40 | - | aws=12 gcp=40
        each after its own time                   | {name: aws, lostAfter: 10m}, {name: gcp, lostAfter: 30m} | aws False 12, gcp Unknown 12 | - | aws=12
        a drained one is recorded all the same    | {name: aws, state: Drained, lostAfter: 10m} | aws False 12  | -   | aws=12
        who is lost stays so, since the same time | {name: aws, lostAfter: 10m} | aws False 12                  | aws=30 | aws=30
        though one was ready for moments          | {name: aws, lostAfter: 10m} | aws False 1                   | aws=30 | aws=30
        though one is ready, but not for long     | {name: aws, lostAfter: 10m} | aws False 40, aws True 4      | aws=30 | aws=30
        though a new one says nothing yet         | {name: aws, lostAfter: 10m} | aws False 40, aws -           | aws=30 | aws=30
        one that is ready for five minutes ends it | {name: aws, lostAfter: 10m} | aws False 40, aws True 5     | aws=30 | -
        or for lostAfter, where that is shorter   | {name: aws, lostAfter: 2m}  | aws False 40, aws True 2      | aws=30 | -
        and not before                            | {name: aws, lostAfter: 2m}  | aws False 40, aws True 1      | aws=30 | aws=30
        its nodes are gone                        | {name: aws, lostAfter: 10m} | gcp True 12                   | aws=30 | -
        lostAfter is gone                         | {name: aws}                 | aws False 12                  | aws=30 | -
        the provider is gone from the file        | {name: gcp}                 | aws False 12                  | aws=30 | -
        a longer lostAfter takes nobody back      | {name: aws, lostAfter: 24h} | aws False 12                  | aws=30 | aws=30
        """)
    void decides(String sentence, String providers, String nodes, String before, String after) {
        Configuration configuration = GivenCluster.configuration("providers: [" + providers + "]");
        LostProviders next =
                lost(before).next(configuration, inventory(configuration, nodes).providers(), NOW);
        assertThat(text(next)).isEqualTo(after);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a recorded provider is drained              | {name: aws, lostAfter: 10m}                 | aws True 30 | aws=30 | true  | true
        nobody else is                              | {name: aws, lostAfter: 10m}                 | aws False 30 | gcp=30 | false | false
        without lostAfter it is not                 | {name: aws}                                 | aws False 30 | aws=30 | false | false
        without a node neither                      | {name: aws, lostAfter: 10m}                 | gcp True 30 | aws=30 | false | false
        what the file says is Drained is not lost   | {name: aws, state: Drained, lostAfter: 10m} | aws False 30 | aws=30 | true  | false
        """)
    void isAsIfDrained(String sentence, String provider, String nodes, String lost, boolean isDrained, boolean isLost) {
        Configuration configuration = GivenCluster.configuration("providers: [" + provider + "]");
        Providers providers = inventory(configuration, nodes).with(lost(lost)).providers();
        assertThat(providers.isDrained("aws")).isEqualTo(isDrained);
        assertThat(providers.isLost("aws")).isEqualTo(isLost);
    }

    /** However it flaps, as long as it stays ready no longer than a few minutes. */
    @ParameterizedTest(name = "lostAfter {0}")
    @ValueSource(strings = {"2m", "5m", "10m", "30m", "1h"})
    void aNodeThatFlapsForAnHourChangesTheStateAtMostTwice(String lostAfter) {
        Configuration configuration =
                GivenCluster.configuration("providers: [{name: aws, lostAfter: " + lostAfter + "}]");
        int quickest = lostAfter.equals("2m") ? 115 : 295;
        int atLeastOnce = 0;
        for (int seed = 0; seed < 10; seed++) {
            int changes = changesWhile(flapping(new Random(seed), quickest), configuration);
            assertThat(changes).as("seed " + seed).isLessThanOrEqualTo(2);
            atLeastOnce += changes > 0 ? 1 : 0;
        }
        assertThat(atLeastOnce).as("in some it is lost").isPositive();
    }

    private record Phase(boolean ready, int begin) {}

    /** Away for two hours, then ready for short times, for an hour, and then ready for good. */
    private static List<Phase> flapping(Random random, int longest) {
        List<Phase> phases = new ArrayList<>(List.of(new Phase(false, 0)));
        int time = 2 * AN_HOUR;
        while (time < 3 * AN_HOUR) {
            phases.add(new Phase(true, time));
            time += 1 + random.nextInt(longest);
            phases.add(new Phase(false, time));
            time += 1 + random.nextInt(600);
        }
        phases.add(new Phase(true, time));
        return phases;
    }

    private static int changesWhile(List<Phase> phases, Configuration configuration) {
        LostProviders lost = LostProviders.NONE;
        int changes = 0;
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            String condition = condition(phase.ready() ? "True" : "False", START.plusSeconds(phase.begin()));
            Providers providers = GivenCluster.inventory("", node("aws", "aws-1", condition))
                    .with(configuration)
                    .providers();
            int end = i + 1 < phases.size() ? phases.get(i + 1).begin() : 5 * AN_HOUR;
            for (int time = phase.begin(); time < end; time += 5) {
                LostProviders next = lost.next(configuration, providers, START.plusSeconds(time));
                changes += next.equals(lost) ? 0 : 1;
                lost = next;
            }
        }
        assertThat(lost).as("it is back in the end").isEqualTo(LostProviders.NONE);
        return changes;
    }

    private static Inventory inventory(Configuration configuration, String nodes) {
        StringBuilder manifests = new StringBuilder();
        int number = 0;
        for (String node : nodes.split(", ")) {
            String[] words = node.split(" ");
            String condition = words[1].equals("-")
                    ? ""
                    : words.length == 2
                            ? "{type: Ready, status: \"" + words[1] + "\"}"
                            : condition(words[1], NOW.minus(Duration.ofMinutes(Integer.parseInt(words[2]))));
            manifests
                    .append(node(words[0], words[0] + "-" + number++, condition))
                    .append("---\n");
        }
        return GivenCluster.inventory("", manifests.toString()).with(configuration);
    }

    private static String condition(String status, Instant since) {
        return "{type: Ready, status: \"" + status + "\", lastTransitionTime: \"" + since + "\"}";
    }

    private static String node(String provider, String name, String condition) {
        return "{apiVersion: v1, kind: Node, metadata: {name: " + name + ", labels: {provider: " + provider
                + "}}, status: {conditions: [" + condition + "]}}\n";
    }

    private static LostProviders lost(String text) {
        return text.equals("-")
                ? LostProviders.NONE
                : new LostProviders(Map.of(
                        text.split("=")[0], NOW.minus(Duration.ofMinutes(Integer.parseInt(text.split("=")[1])))));
    }

    private static String text(LostProviders lost) {
        List<String> words = new ArrayList<>();
        lost.since()
                .forEach((name, since) ->
                        words.add(name + "=" + Duration.between(since, NOW).toMinutes()));
        return words.isEmpty() ? "-" : String.join(" ", words);
    }
}
