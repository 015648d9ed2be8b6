package io.kosmosadmission.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSearchTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "99, 99", "100, 100", "200, 100", "500, 230", "1000, 420", "5000, 500", "6000, 300"})
    void enoughNodesAreLookedFor(int nodes, int expected) {
        assertThat(NodeSearch.enough(nodes)).isEqualTo(expected);
    }

    @Test
    void theNextPodBeginsWhereTheLastOneEnded() {
        NodeSearch search = new NodeSearch();
        search.looked(3, 5);
        assertThat(search.begin(5)).isEqualTo(3);
        search.looked(4, 5);
        assertThat(search.begin(5)).isEqualTo(2);
    }
}
