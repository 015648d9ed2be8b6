package io.kosmosadmission.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PodRequestsTest {
    private static final long MIB = GivenCluster.MIB;

    private static ContainerRequests asks(long milliCpu, long mebibytes) {
        return ContainerRequests.of(Resources.of(milliCpu, mebibytes * MIB));
    }

    private static ContainerRequests sidecar(long milliCpu) {
        return new ContainerRequests(Resources.of(milliCpu, 0), true, false, true);
    }

    @Test
    void containersRunTogether() {
        assertThat(PodRequests.of(List.of(asks(100, 64), asks(50, 32))).total()).isEqualTo(Resources.of(150, 96 * MIB));
    }

    @Test
    void anInitContainerRunsBeforeThemBesideTheSidecarsBeforeIt() {
        PodRequests requests = PodRequests.of(
                List.of(asks(300, 64)),
                List.of(sidecar(50), asks(400, 16), sidecar(70), asks(10, 16)),
                PodLevel.NONE,
                Resources.NONE);

        assertThat(requests.total().milliCpu()).isEqualTo(450); // more than 300 + 50 + 70
        assertThat(requests.total().memory()).isEqualTo(64 * MIB);
    }

    @Test
    void whatAContainerDoesNotNameCountsForScoresAlone() {
        ContainerRequests nothing = new ContainerRequests(Resources.NONE, false, false, false);
        ContainerRequests zero = new ContainerRequests(Resources.NONE, true, true, false);

        PodRequests requests = PodRequests.of(List.of(nothing, zero, asks(50, 0)));

        assertThat(requests.total()).isEqualTo(Resources.of(50, 0));
        assertThat(requests.scoredCpu()).isEqualTo(150);
        assertThat(requests.scoredMemory()).isEqualTo(400 * MIB);
        assertThat(PodRequests.of(List.of(nothing)).isBestEffort()).isTrue();
    }

    @Test
    void whatThePodAsksForItselfStandsForItsContainers() {
        PodLevel level = new PodLevel(OptionalLong.of(1000), OptionalLong.empty(), Map.of("hugepages-2Mi", 4L));

        PodRequests requests = PodRequests.of(List.of(asks(50, 64)), List.of(), level, Resources.of(10, 0));

        assertThat(requests.total()).isEqualTo(new Resources(1010, 64 * MIB, 0, Map.of("hugepages-2Mi", 4L)));
        assertThat(requests.scoredCpu()).isEqualTo(1010);
    }

    @Test
    void aBudgetsPercentageIsRoundedUp() {
        DisruptionBudget half =
                new DisruptionBudget("shop", "web", Optional.empty(), Optional.of("50%"), Optional.empty());
        DisruptionBudget one =
                new DisruptionBudget("shop", "web", Optional.empty(), Optional.empty(), Optional.of("1"));

        assertThat(half.required(5)).isEqualTo(3);
        assertThat(one.required(5)).isEqualTo(4);
        assertThat(one.required(0)).isZero();
    }
}
