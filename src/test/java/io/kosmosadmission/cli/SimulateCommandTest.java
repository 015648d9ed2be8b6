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
import org.junit.jupiter.params.provider.ValueSource;
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
    void theAnswerComesBeforeTheErrorOfThePicture() {
        Path picture = folder.resolve("nowhere/picture.svg");
        Ran ran = Ran.with("", "simulate", "--lose", "aws", "--picture", picture.toString());
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).startsWith("without aws: 2 of 6 nodes are gone");
        assertThat(ran.err()).isEqualTo("can't write " + picture + ": its folder isn't there\n");
    }

    @Test
    void aFolderIsNoPicture() {
        assertThat(Ran.with("", "simulate", "--lose", "aws", "--picture", folder.toString())
                        .err())
                .isEqualTo("can't write " + folder + ": it is a folder\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "99999999999", "99999999999999999999", "5x", "-1%", "[1]", "true", "1.5"})
    void aBudgetOfNoNumberIsToldWithItsPlace(String minAvailable) throws IOException {
        Path cluster = Files.writeString(folder.resolve("cluster.yaml"), """
                {apiVersion: v1, kind: Node, metadata: {name: one, labels: {provider: aws}}}
                ---
                {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: most, namespace: shop}, spec: {minAvailable: %s}}
                """.formatted(minAvailable));
        Ran ran = Ran.with("", "simulate", "--lose", "aws", "--cluster", cluster.toString());
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith(cluster + ":3: document 2: PodDisruptionBudget most: /spec/minAvailable: must be ")
                .hasLineCount(1);
    }

    @Test
    void whatNamesSayToATerminalIsLeftOut() throws IOException {
        Path cluster = Files.writeString(
                folder.resolve("cluster.yaml"),
                Files.readString(SHOP.resolve("cluster.yaml"))
                        .replace("name: console", "name: \"\\e[2Jcon\\nsole\\u009b\""));
        Ran ran = Ran.with("", "simulate", "--lose", "aws", "--cluster", cluster.toString());
        assertThat(ran.out()).contains("shop/ [2Jcon sole  (Pod): lost\n");
    }

    @Test
    void aClaimWithoutAVolumeLosesNone() throws IOException {
        Path cluster =
                Files.writeString(folder.resolve("cluster.yaml"), Files.readString(SHOP.resolve("cluster.yaml")) + """
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: none, namespace: shop, uid: 00000000-0000-4000-8000-000000000099}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 20Gi}}, storageClassName: gp3}
                """);
        Ran ran = Ran.with("", "simulate", "--lose", "aws", "--cluster", cluster.toString());
        assertThat(ran.out())
                .contains("claim shop/data-db-0 (20Gi): out of reach")
                .doesNotContain("shop/none");
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
        String taint = "{key: dedicated, value: acme, effect: NoSchedule}";
        Files.writeString(
                cluster.resolve("cluster.yaml"),
                Files.readString(SHOP.resolve("cluster.yaml"))
                                .replace("europe-west9-b}\n", "europe-west9-b}\nspec: {taints: [" + taint + "]}\n")
                        + """
                ---
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: acme, namespace: acme-123456789012}
                spec:
                  replicas: 1
                  selector: {matchLabels: {account: "123456789012"}}
                  template:
                    metadata: {labels: {account: "123456789012"}}
                    spec:
                      nodeSelector: {topology.kubernetes.io/zone: europe-west9-b}
                      tolerations: [%1$s]
                      containers: [{name: a}]
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: acme-x
                  namespace: acme-123456789012
                  labels: {account: "123456789012"}
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: acme, uid: a, controller: true}]
                spec:
                  nodeName: aws-1
                  schedulerName: acme
                  tolerations: [%1$s]
                  containers: [{name: a, ports: [{hostPort: 80, hostIP: 10.1.2.3}]}]
                """.formatted(taint));
        Files.writeString(
                cluster.resolve("rules.yaml"), ManifestReader.configMap(Files.readString(SHOP.resolve("rules.yaml"))));
        Path dump = Files.writeString(
                folder.resolve("dump.yaml"),
                Ran.with("", "dump", "--anonymous", "--cluster", cluster.toString())
                        .out());
        assertThat(Files.readString(dump))
                .doesNotContain("shop", "till", "report", "payments", "acme", "10.1.2.3", "123456789012");
        assertThat(outcomes(dump))
                .isEqualTo(outcomes(cluster))
                .hasSize(7)
                .contains("ReplicaSet 1 \"moves\" {\"gcp\":1} 0");
    }

    private static List<String> outcomes(Path cluster) throws IOException {
        Ran ran = Ran.with("", "simulate", "--lose", "aws", "-o", "json", "--cluster", cluster.toString());
        JsonNode json = new ObjectMapper().readTree(ran.out());
        List<String> outcomes = new ArrayList<>();
        for (JsonNode workload : json.path("workloads")) {
            outcomes.add(workload.path("kind").asText() + " " + workload.path("replicas") + " "
                    + workload.path("outcome") + " " + workload.path("moves") + " " + workload.path("waits"));
        }
        outcomes.add(json.path("claims").size() + " " + json.path("pools").findValuesAsText("nodes") + " "
                + json.path("notModelled"));
        return outcomes;
    }
}
