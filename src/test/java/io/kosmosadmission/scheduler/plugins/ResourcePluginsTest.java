package io.kosmosadmission.scheduler.plugins;

import static io.kosmosadmission.scheduler.GivenCluster.node;
import static io.kosmosadmission.scheduler.GivenCluster.pod;
import static io.kosmosadmission.scheduler.GivenCluster.spec;
import static io.kosmosadmission.scheduler.GivenCluster.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.scheduler.Placement;
import io.kosmosadmission.scheduler.Scheduler;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NodeResourcesFit and NodeResourcesBalancedAllocation, on a node with 4 processors and 16 GiB. */
class ResourcePluginsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            all that is there            | 4000 | 16384 | 0    |
            a bit more cpu               | 4001 | 1     | 0    | Insufficient cpu
            a bit more memory            | 1    | 16385 | 0    | Insufficient memory
            what is left of the cpu      | 3000 | 1     | 1000 |
            more than is left of the cpu | 3001 | 1     | 1000 | Insufficient cpu
            nothing, where all is used   | 0    | 0     | 4000 |
            """)
    void aPodFitsIntoWhatIsLeft(String what, long milliCpu, long mebibytes, long used, String reason) {
        Placement placement = placed(36, pod("new").withSpec(spec(milliCpu, mebibytes)), used, 0);

        assertThat(placement.refusals()).isEqualTo(reason == null ? Map.of() : Map.of("a", List.of(reason)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an empty node               | 1000 | 4096 | 0    | 0    | 75
            rounded down, both          | 1001 | 4097 | 0    | 0    | 74
            beside a pod                | 1000 | 4096 | 1000 | 4096 | 50
            a pod that names nothing    | 0    | 0    | 0    | 0    | 97
            """)
    void theMoreIsFreeTheBetter(String what, long milliCpu, long mebibytes, long cpu, long memory, long score) {
        Placement placement = placed(36, pod("new").withSpec(spec(milliCpu, mebibytes)), cpu, memory);

        assertThat(placement.scores("NodeResourcesFit").get("a").normalized()).isEqualTo(score);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            evenly, by the balance alone             | 35 | 1000 | 4096 | 0    | 0    | 100
            unevenly                                 | 35 | 2000 | 0    | 0    | 0    | 75
            a node out of balance                    | 35 | 0    | 8192 | 2000 | 0    | 100
            evenly, by what it changes               | 36 | 1000 | 4096 | 0    | 0    | 75
            unevenly                                 | 36 | 2000 | 0    | 0    | 0    | 62
            a node out of balance                    | 36 | 0    | 8192 | 2000 | 0    | 87
            """)
    void bothFormulasOfTheBalance(
            String what, int minorVersion, long milliCpu, long mebibytes, long cpu, long memory, long score) {
        Placement placement = placed(minorVersion, pod("new").withSpec(spec(milliCpu, mebibytes)), cpu, memory);

        assertThat(placement.scores("NodeResourcesBalancedAllocation").get("a").normalized())
                .isEqualTo(score);
    }

    @Test
    void aPodThatRequestsNothingHasNoBalanceFrom133On() {
        SchedulerPod nothing = pod("new").withSpec(spec(0, 0));

        assertThat(placed(32, nothing, 0, 0).plugins()).contains("NodeResourcesBalancedAllocation");
        assertThat(placed(33, nothing, 0, 0).plugins()).doesNotContain("NodeResourcesBalancedAllocation");
    }

    private static Placement placed(int minorVersion, SchedulerPod pod, long usedCpu, long usedMebibytes) {
        SchedulerPod there = pod("there").withSpec(spec(usedCpu, usedMebibytes)).on("a");
        List<SchedulerPod> pods = usedCpu == 0 && usedMebibytes == 0 ? List.of() : List.of(there);
        return new Scheduler(minorVersion)
                .place(pod, view(List.of(node("a", 4, Map.of())), pods.toArray(SchedulerPod[]::new)));
    }
}
