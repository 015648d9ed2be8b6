package io.kosmosadmission.cli;

import static io.kosmosadmission.cli.GoldenCasesTest.CASES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Findings;
import io.kosmosadmission.cli.cases.CaseRunner;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.manifests.ManifestFolder;
import io.kosmosadmission.reading.ManifestReader;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.rules.RulesInForce;
import io.kosmosadmission.rules.RulesText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A dump says the same as the cluster, under the same names and under others. */
class AnonymousDumpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    private Path folder;

    /** What admission makes of a cluster; names play no part in it. */
    private record Judged(Map<String, Integer> objects, Map<String, Integer> findings, List<String> reviews) {}

    /** Every so many: all of them take a minute and a half. */
    private static final int STEP = Integer.getInteger("anonymous.step", 32);

    /** Some of the clusters and rules of golden cases. */
    static Stream<Path> cases() throws IOException {
        Set<String> seen = new HashSet<>();
        List<Path> cases = new ArrayList<>();
        for (Path folder : CaseRunner.find(CASES)) {
            Path rules = folder.resolve("rules.yaml");
            if (Files.exists(rules) && valid(rules)) {
                String cluster = cluster(folder).toString();
                if (Files.isDirectory(Path.of(cluster)) && seen.add(cluster + Files.readString(rules))) {
                    cases.add(folder);
                }
            }
        }
        return IntStream.range(0, cases.size()).filter(i -> i % STEP == 0).mapToObj(cases::get);
    }

    private static boolean valid(Path rules) {
        try {
            return !RulesInForce.first(RulesText.ofFile(rules)).configuration().equals(Configuration.DEFAULT);
        } catch (IOException wrong) {
            return false;
        }
    }

    private static Path cluster(Path folder) throws IOException {
        JsonNode named = YAML.readTree(folder.resolve("expect.yaml").toFile()).path("cluster");
        return named.isTextual() ? CASES.resolve("clusters").resolve(named.asText()) : folder.resolve("cluster");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysTheSame(Path folder) throws IOException {
        String rules = ManifestReader.configMap(Files.readString(folder.resolve("rules.yaml")));
        Path whole = Files.createDirectory(this.folder.resolve("whole"));
        Files.writeString(whole.resolve("rules.yaml"), rules);
        int number = 0;
        for (Path file : new ManifestFolder(cluster(folder)).files()) {
            Files.copy(file, whole.resolve("cluster-" + number++ + ".yaml"));
        }
        Path plain = dump(whole, "plain.yaml");
        Path renamed = dump(plain, "renamed.yaml", "--anonymous");
        Judged before = judged(whole);
        assertThat(before.reviews()).isNotEmpty();
        assertThat(judged(plain)).isEqualTo(before);
        assertThat(judged(renamed)).isEqualTo(before);
    }

    private Path dump(Path cluster, String name, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("dump", "--cluster", cluster.toString()));
        args.addAll(List.of(more));
        Ran ran = Ran.with("", args.toArray(String[]::new));
        assertThat(ran.err().lines().filter(line -> !line.startsWith("note: "))).isEmpty();
        assertThat(ran.exitCode()).isZero();
        return Files.writeString(folder.resolve(name), ran.out());
    }

    private static Judged judged(Path cluster) throws IOException {
        ObjectCollector collector = new ObjectCollector();
        Optional<RulesText> rules = new ManifestFolder(cluster).readInto(collector, new ManifestRemarks());
        Configuration configuration = RulesInForce.first(rules.orElseThrow()).configuration();
        Inventory inventory = Inventory.of(configuration, collector.collected()).at(Instant.now());
        Findings findings = Findings.of(configuration, inventory)
                .and(Findings.ofConsumers(new ClusterState(configuration, inventory)));
        String[] review = {"review", "--cluster", cluster.toString(), "-o", "json", cluster.toString()};
        List<String> reviews = new ArrayList<>();
        for (JsonNode reviewed : JSON.readTree(Ran.with("", review).out())) {
            reviews.add(reviewed.path("kind").asText() + " "
                    + reviewed.path("decision").asText() + " "
                    + reviewed.path("code").asText() + " "
                    + reviewed.path("warnings").size() + " "
                    + reviewed.path("patch").findValuesAsText("path"));
        }
        return new Judged(
                new TreeMap<>(inventory.counts()),
                new TreeMap<>(findings.counts()),
                reviews.stream().sorted().toList());
    }

    @Test
    void keepsNoNameAndWhatTheyTellOfEachOther() throws IOException {
        Path cluster = folder.resolve("cluster.yaml");
        Files.writeString(cluster, """
                {apiVersion: v1, kind: Node, metadata: {name: acme-1, labels: {provider: aws, team: acme, topology.kubernetes.io/zone: eu-west-3a}}}
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: acme-shop}}
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: shop-db, namespace: acme-shop, labels: {app: shop-db}}
                spec:
                  selector: {matchLabels: {app: shop-db}}
                  template:
                    metadata: {labels: {app: shop-db}, annotations: {acme.com/secret: acme}}
                    spec:
                      nodeSelector: {team: acme}
                      containers: [{name: acme, image: acme/db:1, env: [{name: TOKEN, value: acme}], args: [--acme]}]
                  volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: acme-fast}}]
                ---
                {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data-shop-db-0, namespace: acme-shop}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: shop-db-0, namespace: acme-shop, uid: 11111111-0000-4000-8000-000000000001}
                spec: {nodeName: acme-1, containers: [{image: acme}], volumes: [{name: data, persistentVolumeClaim: {claimName: data-shop-db-0}}]}
                ---
                {apiVersion: v1, kind: Secret, metadata: {name: acme}, stringData: {acme: acme}}
                """);
        assertThat(dump(cluster, "plain.yaml")).content().doesNotContain("TOKEN", "secret", "image", "Secret");
        Path renamed = dump(cluster, "renamed.yaml", "--anonymous");
        assertThat(renamed).content().doesNotContainIgnoringCase("acme").doesNotContain("shop", "TOKEN");
        JsonNode items = YAML.readTree(renamed.toFile()).path("items");
        assertThat(items).hasSize(5);
        String set = items.at("/2/metadata/name").asText();
        String template =
                items.at("/2/spec/volumeClaimTemplates/0/metadata/name").asText();
        assertThat(items.at("/3/metadata/name").asText()).isEqualTo(template + "-" + set + "-0");
        assertThat(items.at("/4/metadata/name").asText()).isEqualTo(set + "-0");
        assertThat(items.at("/4/spec/volumes/0/persistentVolumeClaim/claimName"))
                .isEqualTo(items.at("/3/metadata/name"));
        assertThat(items.at("/4/spec/nodeName")).isEqualTo(items.at("/0/metadata/name"));
        assertThat(items.at("/2/spec/template/spec/nodeSelector/team")).isEqualTo(items.at("/0/metadata/labels/team"));
        assertThat(items.at("/0/metadata/labels/provider").asText()).isEqualTo("aws");
        assertThat(items.at("/0/metadata/labels/topology.kubernetes.io~1zone").asText())
                .isEqualTo("eu-west-3a");
    }

    private String renamed(String cluster) throws IOException {
        Path file = Files.writeString(folder.resolve("cluster.yaml"), cluster);
        return Files.readString(dump(file, "renamed.yaml", "--anonymous"));
    }

    /** Each is a part of a cluster that names whose it is. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "kind: Pod, spec: {containers: [{ports: [{hostPort: 80, hostIP: 10.1.2.3}]}]}, status: {hostIP: 10.1.2.3, podIP: 10.1.2.3, hostIPs: [{ip: 10.1.2.3}]} | 10.1.2.3",
                "kind: Pod, spec: {schedulerName: acme-scheduler} | acme",
                "kind: Pod, spec: {tolerations: [{key: dedicated, value: acme, effect: NoSchedule}]} | acme",
                "kind: Node, spec: {taints: [{key: dedicated, value: acme, effect: NoSchedule}]} | acme",
                "kind: Node, spec: {providerID: 'aws:///eu-west-3a/i-123456789012'} | 123456789012",
                "kind: Node, metadata: {name: a, labels: {owner: account-123456789012, mail: x-12345678.y}} | 123456789012 12345678",
                "kind: Node, metadata: {name: a, labels: {at: rack.10.20.30.40.x, by: ip-10-20-30-40}} | 10.20.30.40 10-20-30-40",
                "kind: Node, metadata: {name: a, labels: {topology.x.com/rack: acme, topology.x.com/zones: acme}} | acme",
                "apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshotContent, spec: {source: {snapshotHandle: acme-4711}} | acme",
                "kind: PersistentVolume, spec: {csi: {driver: nfs.csi.k8s.io, volumeHandle: '10.1.2.3#fd00:12:34::56#share'}} | 10.1.2.3 fd00 :12:34",
                "kind: Service, spec: {type: LoadBalancer, loadBalancerClass: acme.com/lb}, status: {loadBalancer: {ingress: [{ip: 10.1.2.3, hostname: lb.acme.com}]}} | acme 10.1.2.3",
                "kind: Namespace, metadata: {name: a, annotations: {scheduler.alpha.kubernetes.io/tolerationsWhitelist: '[{\"key\": \"a\", \"value\": \"acme\", \"why\": \"acme\"}]'}} | acme",
                "kind: Namespace, metadata: {name: a, annotations: {scheduler.alpha.kubernetes.io/tolerationsWhitelist: '{\"acme\": 1}'}} | acme",
            })
    void tellsNotWhoseItIs(String object, String secrets) throws IOException {
        String whole = (object.contains("apiVersion") ? "{" : "{apiVersion: v1, ")
                + object
                + (object.contains("metadata") ? "}" : ", metadata: {name: one}}");
        String renamed = renamed(whole);
        assertThat(renamed).contains("kind: List\nitems:\n- ").doesNotContain(secrets.split(" "));
    }

    @Test
    void keepsWhatDecides() throws IOException {
        assertThat(renamed("""
                {apiVersion: v1, kind: Node, metadata: {name: one, labels: {provider: aws}}, spec: {taints: [
                  {key: provider, value: aws, effect: NoSchedule}, {key: gpu, effect: NoSchedule}]}}
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: kafka-3-6-1-0, namespace: shop}, spec: {schedulerName: default-scheduler,
                  tolerations: [{key: provider, value: aws}], containers: [{ports: [{hostPort: 80, hostIP: 0.0.0.0}]}]}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop},
                  spec: {type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb}, status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}}
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: shop, annotations: {
                  scheduler.alpha.kubernetes.io/tolerationsWhitelist: '[{"key": "provider", "value": "aws"}]'}}}
                """))
                .contains("- key: provider\n      value: aws\n      effect: NoSchedule\n", "key: gpu")
                .containsPattern("name: [a-z]+[0-9]+-3-6-1-0\n")
                .contains(
                        "schedulerName: default-scheduler", "hostIP: 0.0.0.0", "loadBalancerClass: service.k8s.aws/nlb")
                .contains("ingress:\n      - {}\n")
                .contains("[{\\\"key\\\":\\\"provider\\\",\\\"value\\\":\\\"aws\\\"}]");
    }

    /** Names decide where nothing else does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "apple default default-b e2e kosmos kosmos-admission kosmos-b krypton kube kube-a kube-public kube-quux kube-system"
                        + " kube-zoo kubernetes system-a true-b zoo",
                "db-0 db-1 db-10 db-9 web-100000 web-100001 web-20",
                "Acme acme acme-1 acme.b acme1 canary chart cluster-a code critical",
            })
    void keepsTheOrderOfNames(String names) throws IOException {
        List<String> sorted = List.of(names.split(" "));
        assertThat(sorted).isSorted();
        StringBuilder cluster = new StringBuilder();
        sorted.forEach(name -> cluster.append("---\n{apiVersion: v1, kind: Namespace, metadata: {name: ")
                .append(name.startsWith("true") ? "\"" + name + "\"" : name)
                .append("}}\n"));
        List<String> renamed = YAML.readTree(renamed(cluster.toString())).findValuesAsText("name");
        assertThat(renamed).hasSameSizeAs(sorted).doesNotHaveDuplicates().isSorted();
    }

    /** A namespace without an object of its own is one all the same, where something is in it. */
    @Test
    void aPatternIsOfNamespacesThatOnlyObjectsName() throws IOException {
        String rules = ManifestReader.configMap("""
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                providers: [{name: aws, taints: [{key: provider, value: aws, effect: NoSchedule}, {key: team, value: acme, effect: NoSchedule}]}]
                boundaries: [{name: pay, match: [{namespaces: ["pay*"]}], providers: {required: [aws]}}]
                """);
        JsonNode items = YAML.readTree(renamed(rules + """
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: till, namespace: payments}}
                ---
                {apiVersion: v1, kind: Node, metadata: {name: one}, spec: {taints: [{key: team, value: acme, effect: NoSchedule}]}}
                """)).path("items");
        JsonNode renamed = YAML.readTree(items.at("/0/data/rules.yaml").asText());
        assertThat(renamed.at("/boundaries/0/match/0/namespaces/0").asText())
                .isEqualTo(items.at("/1/metadata/namespace").asText());
        assertThat(renamed.at("/providers/0/taints/0/value").asText()).isEqualTo("aws");
        assertThat(renamed.at("/providers/0/taints/1/value"))
                .isEqualTo(items.at("/2/spec/taints/0/value"))
                .isNotEqualTo(new TextNode("acme"));
    }
}
