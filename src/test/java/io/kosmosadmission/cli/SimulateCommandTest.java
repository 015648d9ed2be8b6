package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kosmosadmission.reading.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.NodeList;

class SimulateCommandTest {

    private static final Path SIMULATIONS = Path.of("src/test/resources/simulations");
    private static final Path SHOP = SIMULATIONS.resolve("a-shop-on-three-providers");

    @TempDir
    private Path folder;

    static List<Path> simulations() throws IOException {
        try (Stream<Path> folders = Files.list(SIMULATIONS)) {
            return folders.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("simulations")
    void saysWhatIsExpected(Path simulation) throws IOException {
        Ran text = simulate(simulation, "--lose", "aws");
        assertThat(text.out()).isEqualTo(Files.readString(simulation.resolve("expected.txt")));
        Ran json = simulate(simulation, "--lose", "aws", "-o", "json");
        assertThat(json.out()).isEqualTo(Files.readString(simulation.resolve("expected.json")));
        assertThat(text.exitCode()).isEqualTo(1);
    }

    private static Ran simulate(Path simulation, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "simulate",
                "--cluster",
                simulation.resolve("cluster.yaml").toString(),
                "--rules",
                simulation.resolve("rules.yaml").toString()));
        args.addAll(List.of(more));
        return Ran.with("", args.toArray(String[]::new));
    }

    @Test
    void aPoolThatMayNotGrowTakesNothing() {
        Ran ran = simulate(SHOP, "--lose", "aws", "--pool", "buffer=0");
        assertThat(ran.out())
                .contains("shop/report (Job): stops | waits 1: no node takes it: 3 Insufficient cpu")
                .contains("pool scaleway/buffer: needs 0 more nodes of 0 that it may have");
    }

    @Test
    void whereSomeFindRoomTheOrderIsTold() throws IOException {
        // Of two pods that are alike but for their names and sizes, the one that comes first has the room.
        StringBuilder cluster = new StringBuilder(node("aws-1", "aws", 4) + node("gcp-1", "gcp", 3));
        for (String name : List.of("one", "two")) {
            cluster.append("""
                    ---
                    {apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: %1$s, namespace: shop}, spec: {replicas: 1,
                      selector: {matchLabels: {app: %1$s}}, template: {metadata: {labels: {app: %1$s}}, spec: {containers: [{name: a}]}}}}
                    ---
                    {apiVersion: v1, kind: Pod, metadata: {name: %1$s-x, namespace: shop, labels: {app: %1$s},
                      ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: %1$s, uid: u, controller: true}]},
                      spec: {nodeName: aws-1, containers: [{name: a, resources: {requests: {cpu: "2"}}}]}}
                    """.formatted(name));
        }
        Path file = Files.writeString(folder.resolve("cluster.yaml"), cluster);
        Ran ran = Ran.with("", "simulate", "--lose", "aws", "--cluster", file.toString());
        assertThat(ran.out())
                .contains(
                        "shop/one (ReplicaSet): moves 1 (gcp): 0 to 1 of 1 find room, by the order in which pods come\n")
                .contains("shop/two (ReplicaSet): stops | waits 1: no node takes it: 1 Insufficient cpu;"
                        + " 0 to 1 of 1 find room, by the order in which pods come\n");
    }

    private static String node(String name, String provider, int processors) {
        return """
                ---
                {apiVersion: v1, kind: Node, metadata: {name: %1$s, labels: {provider: %2$s}},
                  status: {allocatable: {cpu: "%3$s", memory: 16Gi, pods: "110"}}}
                """.formatted(name, provider, processors);
    }

    @Test
    void thePictureHasTheNumbersAndHoldsNoNameToBeMarkup() throws Exception {
        Path cluster = Files.writeString(
                folder.resolve("cluster.yaml"),
                Files.readString(SHOP.resolve("cluster.yaml")).replace("name: console", "name: \"<b>&'\\\"]]>\""));
        Path picture = folder.resolve("picture.svg");
        Ran ran = Ran.with(
                "", "simulate", "--lose", "aws", "--cluster", cluster.toString(), "--picture", picture.toString());
        assertThat(ran.out()).contains("shop/<b>&'\"]]> (Pod): lost");
        NodeList texts = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(picture.toFile())
                .getElementsByTagName("text");
        List<String> shown = IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
        assertThat(shown)
                .contains("aws (gone)", "gcp", "scaleway", "waits or lost", "shop/<b>&'\"]]> (Pod)")
                .containsSubsequence(
                        "shop/db (StatefulSet)", "degraded", "before", "after", "2", "0", "1", "1", "0", "0", "2");
    }

    @Test
    void nothingIsHarmedWhereNothingRan() {
        Ran ran = Ran.with("", "simulate", "--lose", "aws");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith("without aws: 2 of 6 nodes are gone, and 0 pods with them\n");
    }

    @Test
    void anUnknownProviderIsToldWithThoseThatThereAre() {
        Ran ran = Ran.with("", "simulate", "--lose", "azur");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .contains("there is no provider \"azur\" in the example cluster; there are: aws, hetzner, scaleway\n");
    }

    @Test
    void anUnknownPoolIsToldWithThoseThatThereAre() {
        Ran ran = simulate(SHOP, "--lose", "aws", "--pool", "bufer=2");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .contains("--pool bufer=2: must be NAME or NAME=NODES")
                .contains("they declare buffer\n");
    }

    /** Under other names the same pods go, move and wait. */
    @Test
    void anAnonymousDumpComesToTheSame() throws IOException {
        Path cluster = Files.createDirectory(folder.resolve("cluster"));
        Files.copy(SHOP.resolve("cluster.yaml"), cluster.resolve("cluster.yaml"));
        Files.writeString(
                cluster.resolve("rules.yaml"), ManifestReader.configMap(Files.readString(SHOP.resolve("rules.yaml"))));
        Path dump = Files.writeString(
                folder.resolve("dump.yaml"),
                Ran.with("", "dump", "--anonymous", "--cluster", cluster.toString())
                        .out());
        assertThat(Files.readString(dump)).doesNotContain("shop", "till", "report", "payments");
        assertThat(outcomes(dump)).isEqualTo(outcomes(cluster)).hasSize(5);
    }

    private static List<String> outcomes(Path cluster) throws IOException {
        Ran ran = Ran.with("", "simulate", "--lose", "aws", "-o", "json", "--cluster", cluster.toString());
        JsonNode json = new ObjectMapper().readTree(ran.out());
        List<String> outcomes = new ArrayList<>();
        for (JsonNode workload : json.path("workloads")) {
            outcomes.add(workload.path("kind").asText() + " " + workload.path("replicas") + " "
                    + workload.path("outcome") + " " + workload.path("moves") + " " + workload.path("waits"));
        }
        return outcomes;
    }
}
