package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Denials that rest on nodes and the drivers that these have registered, in a cluster that has changed while its state lags
 * behind. Of hetzner, het-1 has the driver, het-2 and het-4 lack it; scw-metal lacks scaleway's attachLabel; spare-1 and
 * spare-2 are nobody's.
 */
class LiveNodesTest {

    private static final String RULES =
            "providers: [{name: scaleway, attachLabels: {k8s.scaleway.com/managed: \"true\"}}]";

    private static final String LAGGING = GivenCluster.THREE_PROVIDERS
            + Stream.of("het-2", "het-4")
                    .map(name -> node(name, "provider: hetzner") + csiNode(name, ""))
                    .collect(Collectors.joining())
            + Stream.of("spare-1", "spare-2")
                    .map(name -> node(name, "k8s.scaleway.com/managed: \"true\", k8s.scaleway.com/pool-name: db")
                            + csiNode(name, ""))
                    .collect(Collectors.joining())
            + csiNode("het-1", "csi.hetzner.cloud")
            + csiNode("scw-1", "csi.scaleway.com")
            + storage("hcloud", "csi.hetzner.cloud")
            + storage("scw-bssd", "csi.scaleway.com");

    private static final Configuration CONFIGURATION = GivenCluster.configuration(RULES);
    private static final ClusterState STATE =
            new ClusterState(CONFIGURATION, GivenCluster.watchedInventory(RULES, LAGGING));

    private static final Map<String, String> PODS = Map.of(
            "on het-2", "nodeName: het-2",
            "on het-2 or het-4", named("het-2, het-4"),
            "on aws-1, het-2 or het-4", named("aws-1, het-2, het-4"),
            "on scw-metal", "nodeName: scw-metal",
            "on aws-1", "nodeSelector: {kubernetes.io/hostname: aws-1}",
            "on spare-2", "nodeSelector: {kubernetes.io/hostname: spare-2}",
            "of pool db", "nodeSelector: {k8s.scaleway.com/pool-name: db}");

    private final LiveCluster cluster = new LiveCluster();

    LiveNodesTest() {
        Kind.ALL.forEach(kind -> putAll(kind, STATE.inventory()));
    }

    private <T extends KubernetesObject> void putAll(Kind<T> kind, Inventory inventory) {
        Stream.of("het-1", "het-2", "het-4", "scw-1", "scw-metal", "aws-1", "spare-1", "spare-2", "hcloud", "scw-bssd")
                .flatMap(name -> Stream.of(kind.key(kind.isNamespaced() ? "default" : "", name)))
                .forEach(key -> inventory
                        .find(kind, key.namespace(), key.name())
                        .ifPresent(object -> cluster.put(key, Optional.of(object))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a node that still lacks the driver         | hcloud   | on het-2                 | -                           | KA105
        one that has it by now                     | hcloud   | on het-2                 | het-2 has csi.hetzner.cloud | allowed
        one that has another by now                | hcloud   | on het-2                 | het-2 has other.example     | allowed
        one that does not say its drivers any more | hcloud   | on het-2                 | het-2 says nothing          | allowed
        one that is gone                           | hcloud   | on het-2                 | het-2 is gone               | allowed
        the second of two that has it by now       | hcloud   | on het-2 or het-4        | het-4 has csi.hetzner.cloud | allowed
        neither of two                             | hcloud   | on het-2 or het-4        | -                           | KA105
        a machine that still lacks the label       | scw-bssd | on scw-metal             | -                           | KA105
        one that bears it by now                   | scw-bssd | on scw-metal             | scw-metal bears provider: scaleway, k8s.scaleway.com/managed: "true" | allowed
        a node of another provider                 | scw-bssd | on aws-1                 | -                           | KA101
        one of the home by now                     | scw-bssd | on aws-1                 | aws-1 bears provider: scaleway, k8s.scaleway.com/managed: "true" | allowed
        one of no provider any more                | scw-bssd | on aws-1                 | aws-1 bears team: red       | KA101
        nobody's node without the driver           | scw-bssd | on spare-2               | -                           | KA101
        nobody's node that has it by now           | scw-bssd | on spare-2               | spare-2 has csi.scaleway.com | allowed
        nobody's nodes that the pod asks for       | scw-bssd | of pool db               | -                           | KA101
        one of them has the driver by now          | scw-bssd | of pool db               | spare-1 has csi.scaleway.com | allowed
        """)
    void asTheyAreByNow(String sentence, String claim, String pod, String change, String decision) {
        change(change);
        Decision made = decide(claim, pod);
        assertThat(made.match(allowed -> "allowed", patched -> "patched", Decision.Denied::code))
                .isEqualTo(decision);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the one node               | hcloud   | on het-2                 | het-2
        the first two of pods that name more, those of the home first | hcloud | on aws-1, het-2 or het-4 | het-2 het-4
        nobody's nodes that the pod asks for | scw-bssd | of pool db     | spare-1 spare-2
        """)
    void areReadWithTheirCSINodesAndTheRestAtOnce(String sentence, String claim, String pod, String nodes) {
        decide(claim, pod);
        assertThat(cluster.asked()).hasSize(1);
        assertThat(cluster.asked().get(0))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(ObjectKey.claim("default", claim), ObjectKey.storageClass(claim)),
                                Stream.of(nodes.split(" "))
                                        .flatMap(node -> Stream.of(ObjectKey.node(node), ObjectKey.csiNode(node))))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"hcloud, on het-2, KA105", "scw-bssd, of pool db, KA101"})
    void thatCanNotBeReadDenyNothing(String claim, String pod, String code) {
        cluster.breakAfter(0);
        Decision decision = decide(claim, pod);
        assertThat(decision.label()).isEqualTo("allowed");
        assertThat(decision.notes().warnings()).singleElement().asString().contains("could not be confirmed", code);
    }

    @Test
    void areNotReadForADenialThatRestsOnNone() {
        assertThat(finish("{nodeSelector: {provider: aws}, " + volume("hcloud") + "}")
                        .label())
                .isEqualTo("denied");
        assertThat(cluster.asked())
                .containsExactly(Set.of(ObjectKey.claim("default", "hcloud"), ObjectKey.storageClass("hcloud")));
    }

    /** change: a node's name, then {@code has DRIVER}, {@code bears LABELS}, {@code says nothing}, {@code is gone}. */
    private void change(String change) {
        List<String> words = List.of(change.split(" ", 3));
        if (words.size() < 3) {
            return;
        }
        String name = words.get(0);
        String rest = words.get(2);
        ObjectKey key =
                words.get(1).equals("bears") || rest.equals("gone") ? ObjectKey.node(name) : ObjectKey.csiNode(name);
        Inventory changed =
                GivenCluster.inventory("", words.get(1).equals("bears") ? node(name, rest) : csiNode(name, rest));
        boolean absent = Set.of("nothing", "gone").contains(rest);
        cluster.put(key, absent ? Optional.empty() : found(key.kind(), changed, name));
    }

    private static <T extends KubernetesObject> Optional<Object> found(Kind<T> kind, Inventory inventory, String name) {
        return inventory.find(kind, "", name).map(Object.class::cast);
    }

    private Decision decide(String claim, String pod) {
        return finish("{" + PODS.get(pod) + ", " + volume(claim) + "}");
    }

    private Decision finish(String spec) {
        return cluster.finish(new Reviewer(Mode.Enforce)
                .begin(Webhook.validate, GivenCluster.creation(GivenCluster.pod(spec)), STATE));
    }

    private static String volume(String claim) {
        return "volumes: [{name: d, persistentVolumeClaim: {claimName: " + claim + "}}]";
    }

    private static String named(String nodes) {
        return "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                + "[{matchFields: [{key: metadata.name, operator: In, values: [" + nodes + "]}]}]}}}";
    }

    private static String node(String name, String labels) {
        return "{apiVersion: v1, kind: Node, metadata: {name: " + name + ", labels: {kubernetes.io/hostname: " + name
                + ", " + labels + "}}}\n---\n";
    }

    private static String csiNode(String name, String driver) {
        return "{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: " + name + "}, spec: {drivers: ["
                + (driver.isEmpty() ? "" : "{name: " + driver + "}") + "]}}\n---\n";
    }

    private static String storage(String name, String driver) {
        return "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: " + name + "}, provisioner: "
                + driver + ", volumeBindingMode: WaitForFirstConsumer}\n---\n"
                + "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: " + name
                + ", namespace: default}, spec: {storageClassName: " + name + "}}\n---\n";
    }
}
