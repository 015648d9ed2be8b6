package io.kosmosadmission.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.simulation.WorkloadOutcome.Word;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {

    @ParameterizedTest
    @CsvSource({"-1, ''", "0, 0", "1000, 1000", "1024, 1Ki", "1536, 1536", "21474836480, 20Gi", "1099511627776, 1Ti"})
    void aSizeIsWrittenAsPeopleWriteIt(long bytes, String expected) {
        assertThat(ClaimOutcome.size(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 20", "500, 1000, 20", "1000, 1000, 10", "33000, 3300, 1"})
    void aLargeClusterHasFewerOrders(int pods, int nodes, int expected) {
        assertThat(Orders.count(pods, nodes)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} on aws, {2} on gcp, {3} move")
    @CsvSource({
        "Deployment, 2, 0, 0, stops, 2",
        "Deployment, 2, 0, 1, degraded, 1",
        "Deployment, 2, 0, 2, moves, 0",
        "Deployment, 2, 3, 0, degraded, 2",
        "Deployment, 2, 3, 2, moves, 0",
        "Pod, 1, 0, 0, lost, 0"
    })
    void theWorstWordCounts(String kind, int gone, int staying, int moves, Word expected, int waits) {
        WorkloadOutcome outcome = new WorkloadOutcome(
                new WorkloadName(kind, "shop", "web"),
                Map.of("aws", gone, "gcp", staying),
                gone,
                Map.of("gcp", moves),
                "",
                "");
        assertThat(outcome.word()).isEqualTo(expected);
        assertThat(outcome.waits()).isEqualTo(waits);
    }
}
