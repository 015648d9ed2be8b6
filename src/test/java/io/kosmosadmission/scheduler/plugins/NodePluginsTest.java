package io.kosmosadmission.scheduler.plugins;

import static io.kosmosadmission.scheduler.GivenCluster.node;
import static io.kosmosadmission.scheduler.GivenCluster.pod;
import static io.kosmosadmission.scheduler.GivenCluster.tolerating;
import static io.kosmosadmission.scheduler.GivenCluster.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.scheduler.HostPort;
import io.kosmosadmission.scheduler.Placement;
import io.kosmosadmission.scheduler.PodDemand;
import io.kosmosadmission.scheduler.PodSpec;
import io.kosmosadmission.scheduler.Scheduler;
import io.kosmosadmission.scheduler.SchedulerNode;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NodeUnschedulable, TaintToleration, NodeAffinity and NodePorts. */
class NodePluginsTest {
    private static final Taint OLD = new Taint("old", "", "PreferNoSchedule");
    private static final Taint WORN = new Taint("worn", "", "PreferNoSchedule");
    private static final Taint AWS = new Taint("provider", "aws", "NoSchedule");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a taint of 1.36     | 36 | node(s) had untolerated taint(s)
            a taint before 1.35 | 34 | node(s) had untolerated taint {provider: aws}
            """)
    void aTaintThatIsNotToleratedKeepsThePodOff(String what, int minorVersion, String reason) {
        List<SchedulerNode> nodes = List.of(node("a", 4, Map.of(), List.of(AWS)));

        assertThat(new Scheduler(minorVersion).place(pod("p"), view(nodes)).refusals())
                .isEqualTo(Map.of("a", List.of(reason)));
        assertThat(new Scheduler(minorVersion)
                        .place(tolerating(pod("p"), Toleration.of(AWS)), view(nodes))
                        .isFeasible())
                .isTrue();
    }

    @Test
    void theFewerUnwelcomingTaintsTheBetter() {
        List<SchedulerNode> nodes = List.of(
                node("none", 4, Map.of()),
                node("one", 4, Map.of(), List.of(OLD)),
                node("two", 4, Map.of(), List.of(OLD, WORN)));

        assertThat(normalized("TaintToleration", pod("p"), nodes))
                .isEqualTo(Map.of("none", 100L, "one", 50L, "two", 0L));
        assertThat(normalized("TaintToleration", tolerating(pod("p"), Toleration.of(OLD)), nodes))
                .isEqualTo(Map.of("none", 100L, "one", 100L, "two", 0L));
    }

    @Test
    void aCordonedNodeTakesPodsThatTolerateIt() {
        SchedulerNode open = node("a", 4, Map.of());
        List<SchedulerNode> nodes = List.of(new SchedulerNode(open.node(), true, open.allocatable(), 110, Map.of()));
        Toleration everything = new Toleration("", Toleration.EXISTS, "", "", false);

        assertThat(place(pod("p"), nodes).message())
                .isEqualTo("0/1 nodes are available: 1 node(s) were unschedulable.");
        assertThat(place(tolerating(pod("p"), everything), nodes).isFeasible()).isTrue();
    }

    @Test
    void labelsAreAskedForAndPreferred() {
        List<SchedulerNode> nodes = List.of(node("aws", 4, Map.of("provider", "aws")), node("bare", 4, Map.of()));
        NodeSelectorTerm aws = NodeSelectorTerm.of(Requirement.in("provider", List.of("aws")));
        NodeSelectorTerm named =
                new NodeSelectorTerm(List.of(), List.of(Requirement.in("metadata.name", List.of("bare"))));

        assertThat(place(asking(Map.of("provider", "aws"), Optional.empty()), nodes)
                        .feasible())
                .containsExactly("aws");
        assertThat(place(asking(Map.of(), Optional.of(List.of(aws))), nodes).refusals())
                .isEqualTo(Map.of("bare", List.of("node(s) didn't match Pod's node affinity/selector")));
        assertThat(place(asking(Map.of(), Optional.of(List.of(named))), nodes).refusals())
                .isEqualTo(Map.of("aws", List.of("node(s) didn't satisfy plugin(s) [NodeAffinity]")));
        assertThat(place(asking(Map.of(), Optional.of(List.of())), nodes).isFeasible())
                .isFalse();
    }

    private static SchedulerPod asking(Map<String, String> selector, Optional<List<NodeSelectorTerm>> required) {
        PodSpec spec = pod("p").spec();
        return pod("p").withSpec(new PodSpec(selector, required, spec.affinity(), List.of(), List.of(), spec.demand()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "any", textBlock = """
            the same port           | any      | TCP | 80 | false
            on another address      | 10.0.0.2 | TCP | 80 | true
            of another protocol     | any      | UDP | 80 | true
            another port            | any      | TCP | 81 | true
            """)
    void aPortOfTheNodeIsHadOnce(String what, String ip, String protocol, int port, boolean free) {
        List<SchedulerNode> nodes = List.of(node("a", 4, Map.of()));
        SchedulerPod taken = with(new HostPort("10.0.0.1", "TCP", 80)).on("a");

        assertThat(new Scheduler(36)
                        .place(with(new HostPort(ip == null ? "" : ip, protocol, port)), view(nodes, taken))
                        .isFeasible())
                .isEqualTo(free);
    }

    private static SchedulerPod with(HostPort port) {
        PodSpec spec = pod("p").spec();
        PodDemand demand = new PodDemand(spec.demand().requests(), List.of(port), 0, true, false, "");
        return pod("p").withSpec(
                        new PodSpec(Map.of(), Optional.empty(), spec.affinity(), List.of(), List.of(), demand));
    }

    private static Placement place(SchedulerPod pod, List<SchedulerNode> nodes) {
        return new Scheduler(36).place(pod, view(nodes));
    }

    private static Map<String, Long> normalized(String plugin, SchedulerPod pod, List<SchedulerNode> nodes) {
        Map<String, Long> scores = new TreeMap<>();
        place(pod, nodes).scores(plugin).forEach((node, score) -> scores.put(node, score.normalized()));
        return scores;
    }
}
