package io.kosmosadmission.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverIndexTest {

    /**
     * A story has an entry a minute of note: its number, then what the nodes a and b of aws register from then on
     * ({@code none} for no driver, {@code gone} without a CSINode).
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        b has lacked it for ten minutes             | 0 a=d b=none; 10                 | true  | false
        for less                                    | 0 a=d b=none; 9                  | false | true
        b lost it ten minutes ago                   | 0 a=d b=d; 20 b=none; 30         | true  | false
        b lost it a short while ago                 | 0 a=d b=d; 20 b=none; 29         | false | true
        a has got it a short while ago              | 0 a=none b=none; 20 a=d; 29      | false | true
        a has got it ten minutes ago                | 0 a=none b=none; 20 a=d; 30      | true  | false
        b has got another meanwhile                 | 0 a=d b=none; 8 b=e; 12          | false | true
        b is listed again without a change          | 0 a=d b=none; 5 b=none; 10       | true  | false
        b has gone and come back                    | 0 a=d b=none; 9 b=gone; 10 b=none; 12 | false | true
        b is gone                                   | 0 a=d b=none; 5 b=gone; 20       | true  | false
        nobody has it                               | 0 a=none b=none; 20              | false | false
        nobody has said what time it is             | 0 a=d b=none                     | false | true
        """)
    void tellsWhoLacksADriverForLong(String sentence, String story, boolean lasting, boolean recent) {
        InventoryWriter writer = new InventoryWriter();
        for (String name : List.of("a", "b")) {
            writer.put(Kind.NODE, new Node(name, Map.of("provider", "aws"), "", List.of()));
        }
        Inventory inventory = writer.write(Configuration.DEFAULT);
        for (String entry : story.split("; ")) {
            String[] words = entry.split(" ");
            for (int i = 1; i < words.length; i++) {
                change(writer, words[i].split("=")[0], words[i].split("=")[1]);
            }
            writer.pass(Instant.EPOCH.plus(Duration.ofMinutes(Long.parseLong(words[0]))));
            inventory = writer.write(Configuration.DEFAULT);
        }
        DriverIndex drivers = inventory.attachIndex().drivers();
        assertThat(drivers.lacksLastingly("aws", "b", "d")).isEqualTo(lasting);
        assertThat(drivers.isRecent(Set.of("aws"))).isEqualTo(recent);
    }

    private static void change(InventoryWriter writer, String node, String driver) {
        if (driver.equals("gone")) {
            writer.remove(Kind.CSI_NODE, "", node);
        } else {
            writer.put(Kind.CSI_NODE, new CSINode(node, driver.equals("none") ? Set.of() : Set.of(driver), Set.of()));
        }
    }

    @Test
    void saysNothingOfNoProvider() {
        DriverIndex drivers = GivenCluster.inventory("", NODES).attachIndex().drivers();
        assertThat(drivers.isNowhere(Set.of(), "g")).isFalse();
        assertThat(drivers.isRecent(Set.of())).isFalse();
    }

    private static final String NODES = GivenCluster.THREE_PROVIDERS + """
            {apiVersion: v1, kind: Node, metadata: {name: plain}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: scw-1}, spec: {drivers: [{name: d}, {name: f}]}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: scw-metal}, spec: {drivers: [{name: f}]}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: aws-1}, spec: {drivers: []}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: plain}, spec: {drivers: [{name: d}]}}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one of two has it                          | scaleway         | d | scw-metal | plain | false
        all have it                                | scaleway         | f | -         | -     | false
        none has it                                | scaleway         | g | -         | -     | true
        a node that has not said what it has       | hetzner          | d | -         | plain | false
        beside it one that has said that it lacks it | aws hetzner    | d | -         | plain | false
        none of two providers has it               | aws scaleway     | g | -         | -     | true
        one of the two has it                      | aws scaleway     | d | scw-metal | plain | false
        a provider without nodes                   | gcp              | d | -         | plain | false
        """)
    void tellsWhoLacksADriverNow(
            String sentence, String home, String driver, String lacking, String ofNoProvider, boolean nowhere) {
        DriverIndex drivers = GivenCluster.inventory("", NODES).attachIndex().drivers();
        List<String> providers = List.of(home.split(" "));
        assertThat(ResultText.of(providers.stream()
                        .flatMap(provider -> drivers.lacking(provider, driver).stream())
                        .map(Node::name)
                        .toList()))
                .isEqualTo(lacking);
        assertThat(ResultText.of(drivers.ofNoProvider(driver, Set.of("aws"), List.of()).stream()
                        .map(Node::name)
                        .toList()))
                .isEqualTo(ofNoProvider);
        assertThat(drivers.isAnywhereElse(driver)).isEqualTo(!ofNoProvider.equals(ResultText.NONE));
        assertThat(drivers.isNowhere(providers, driver)).isEqualTo(nowhere);
    }

    private static final String UNKNOWN = GivenCluster.THREE_PROVIDERS
            + List.of("b near", "a near", "c far").stream()
                    .map(row -> row.split(" "))
                    .map(row -> "{apiVersion: v1, kind: Node, metadata: {name: " + row[0] + ", labels: {place: "
                            + row[1]
                            + "}}}\n---\n{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: " + row[0]
                            + "}, spec: {drivers: [{name: d}]}}\n---\n")
                    .collect(Collectors.joining());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        all of them, by name                    | aws          | -    | a b c
        those that the topology selects         | aws          | near | a b
        others for another one                  | aws          | far  | c
        none                                    | aws          | gone | -
        those with the attachLabels of the home | hetzner      | -    | c
        of either provider of the home          | aws hetzner  | -    | a b c
        with them and selected                  | hetzner      | near | -
        a home that is not there                | gcp          | -    | -
        """)
    void tellsWhichUnknownNodesHaveADriver(String sentence, String home, String place, String nodes) {
        String rules = "providers: [{name: hetzner, attachLabels: {place: far}}]";
        DriverIndex drivers =
                GivenCluster.inventory(rules, UNKNOWN).attachIndex().drivers();
        List<NodeSelectorTerm> topology = place.equals("-")
                ? List.of()
                : List.of(new NodeSelectorTerm(List.of(Requirement.in("place", List.of(place))), List.of()));
        Set<String> providers = Set.of(home.split(" "));
        drivers.ofNoProvider("d", Set.of("hetzner"), List.of()); // leaves an answer for another question
        List<Node> first = drivers.ofNoProvider("d", providers, topology);
        assertThat(first.isEmpty() ? "-" : first.stream().map(Node::name).collect(Collectors.joining(" ")))
                .isEqualTo(nodes);
        assertThat(drivers.ofNoProvider("d", providers, topology))
                .as("found once")
                .isSameAs(first);
    }
}
