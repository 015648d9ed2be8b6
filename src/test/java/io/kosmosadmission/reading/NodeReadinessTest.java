package io.kosmosadmission.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ReadyCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeReadinessTest {

    private static final String NEVER = String.valueOf(ReadyCondition.NEVER);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ready                       | {conditions: [{type: Ready, status: "True", lastTransitionTime: "1970-01-01T00:01:00Z"}]}       | true 60
        not ready                   | {conditions: [{type: Ready, status: "False", lastTransitionTime: "1970-01-01T00:01:00Z"}]}      | false 60
        nobody knows                | {conditions: [{type: Ready, status: Unknown, lastTransitionTime: "1970-01-01T00:01:00Z"}]}      | false 60
        a time of another zone      | {conditions: [{type: Ready, status: "True", lastTransitionTime: "1970-01-01T01:01:00+01:00"}]}  | true 60
        among others                | {conditions: [{type: DiskPressure, status: "True"}, {type: Ready, status: "True", lastTransitionTime: "1970-01-01T00:01:00Z"}, \
        {type: PIDPressure, status: "False", lastTransitionTime: "1970-01-01T00:02:00Z"}], phase: Running} | true 60
        no time                     | {conditions: [{type: Ready, status: "True", lastTransitionTime: null}]} | true never
        no time that is one         | {conditions: [{type: Ready, status: "False", lastTransitionTime: today}]} | false never
        no condition                | {conditions: [{type: DiskPressure, status: "False"}]}                    | false never
        no conditions               | {conditions: null}                                                       | false never
        no status                   | null                                                                     | false never
        another shape of a status   | [1]                                                                      | false never
        another shape of conditions | {conditions: {Ready: true}}                                              | false never
        other shapes of one         | {conditions: [1, [2], {type: [Ready], status: true}]}                    | false never
        """)
    void isRead(String sentence, String status, String expected) {
        ReadyCondition readiness = node(status).readiness();
        assertThat(readiness.ready() + " " + readiness.since()).isEqualTo(expected.replace("never", NEVER));
    }

    /** Else each heartbeat of each node would make a new state. */
    @Test
    void aHeartbeatIsNoChange() {
        String status = "{conditions: [{type: Ready, status: \"True\", lastTransitionTime: \"1970-01-01T00:01:00Z\", "
                + "lastHeartbeatTime: \"%s\", message: kubelet is posting ready status}], images: [{names: [x]}]}";
        assertThat(node(status.formatted("2026-01-01T00:00:00Z")))
                .isEqualTo(node(status.formatted("2026-01-01T00:05:00Z")));
    }

    private static Node node(String status) {
        return GivenCluster.inventory(
                        "", "{apiVersion: v1, kind: Node, metadata: {name: node-1}, status: " + status + "}")
                .node("node-1")
                .orElseThrow();
    }
}
