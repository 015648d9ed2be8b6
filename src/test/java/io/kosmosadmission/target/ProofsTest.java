package io.kosmosadmission.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofsTest {

    /**
     * Besides the three providers: cellar, of no platform, whose node bears a label of Scaleway's; gcp, which has one
     * node, without the provider label, and an elastic pool; and a node of no known provider.
     */
    private static final String NODES = GivenCluster.THREE_PROVIDERS + """
            {apiVersion: v1, kind: Node, metadata: {name: cel-1, labels: {provider: cellar, kubernetes.io/hostname: cel-1, \
            k8s.scaleway.com/managed: "true", k8s.scaleway.com/gpus: "4"}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: gke-1, labels: {kubernetes.io/hostname: gke-1}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: bare-1, labels: {kubernetes.io/hostname: bare-1, \
            topology.kubernetes.io/zone: attic}}}
            """;

    private static final Inventory INVENTORY = GivenCluster.inventory("""
            providers:
            - name: gcp
              nodes: [{name: gke-*}]
              elasticPools: [{name: buffer, labels: {topology.kubernetes.io/zone: europe-west4-a}}]
            """, NODES);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        In puts every other name out                   | {operator: In, values: [aws]}           | bare cellar gcp gcp-bare hetzner scaleway unseen
        In may name several                            | {operator: In, values: [aws, hetzner]}  | bare cellar gcp gcp-bare scaleway unseen
        NotIn puts its names out alone                 | {operator: NotIn, values: [aws, gcp]}   | aws gcp
        Exists puts out who lacks the label            | {operator: Exists}                      | bare gcp-bare
        DoesNotExist puts out who has or will have it  | {operator: DoesNotExist}                | aws cellar gcp hetzner scaleway unseen
        Gt finds no number in a name                   | {operator: Gt, values: ["1"]}           | aws bare cellar gcp gcp-bare hetzner scaleway
        Lt finds none either                           | {operator: Lt, values: ["1"]}           | aws bare cellar gcp gcp-bare hetzner scaleway
        """)
    void ofTheProviderLabel(String sentence, String expression, String out) {
        assertThat(out("provider", expression)).isEqualTo(out);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a value that the platform's own nodes have     | k8s.scaleway.com/pool-name  | {operator: In, values: [base]}   | aws bare cellar gcp gcp-bare hetzner unseen
        a value that a provider of no platform has too | k8s.scaleway.com/managed    | {operator: In, values: ["true"]} | aws bare gcp gcp-bare hetzner unseen
        a value that no node has                       | k8s.scaleway.com/pool-name  | {operator: In, values: [gone]}   | aws cellar gcp gcp-bare hetzner
        Exists under a prefix                          | k8s.scaleway.com/pool-name  | {operator: Exists}               | aws cellar gcp gcp-bare hetzner
        a value that a provider of no platform may get | k8s.scaleway.com/managed    | {operator: In, values: [gone]}   | aws gcp gcp-bare hetzner
        a value that only such a provider has          | k8s.scaleway.com/gpus       | {operator: In, values: ["4"]}    | aws bare gcp gcp-bare hetzner scaleway unseen
        Gt keeps in whose node has more                | k8s.scaleway.com/gpus       | {operator: Gt, values: ["2"]}    | aws gcp gcp-bare hetzner
        Gt keeps in whose next node may have more      | k8s.scaleway.com/gpus       | {operator: Gt, values: ["4"]}    | aws gcp gcp-bare hetzner
        Lt keeps in whose node has less                | k8s.scaleway.com/gpus       | {operator: Lt, values: ["8"]}    | aws gcp gcp-bare hetzner
        NotIn proves nothing                           | k8s.scaleway.com/managed    | {operator: NotIn, values: ["true"]} | -
        DoesNotExist proves nothing                    | k8s.scaleway.com/managed    | {operator: DoesNotExist}         | -
        a prefix of a platform that is not here        | doks.digitalocean.com/node  | {operator: Exists}               | aws cellar gcp gcp-bare hetzner scaleway
        """)
    void ofAPlatformsPrefix(String sentence, String key, String expression, String out) {
        assertThat(out(key, expression)).isEqualTo(out);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a zone of one provider                         | topology.kubernetes.io/zone | {operator: In, values: [eu-west-1a]} | bare cellar gcp gcp-bare hetzner scaleway unseen
        zones of two providers                         | topology.kubernetes.io/zone | {operator: In, values: [eu-west-1a, nl-ams-1]} | bare cellar gcp gcp-bare hetzner unseen
        a zone of a declared pool                      | topology.kubernetes.io/zone | {operator: In, values: [europe-west4-a]} | aws bare cellar hetzner scaleway unseen
        a zone of a node of no known provider          | topology.kubernetes.io/zone | {operator: In, values: [attic]} | aws cellar gcp gcp-bare hetzner scaleway unseen
        a zone that no node has                        | topology.kubernetes.io/zone | {operator: In, values: [moon]}  | -
        such a zone beside another                     | topology.kubernetes.io/zone | {operator: In, values: [eu-west-1a, moon]} | -
        a hostname                                     | kubernetes.io/hostname      | {operator: In, values: [het-1]} | aws bare cellar gcp gcp-bare scaleway unseen
        Exists proves nothing of a zone                | topology.kubernetes.io/zone | {operator: Exists}              | -
        NotIn proves nothing of a zone                 | topology.kubernetes.io/zone | {operator: NotIn, values: [eu-west-1a]} | -
        any other label proves nothing                 | gpu                         | {operator: In, values: ["true"]} | -
        """)
    void ofAPlace(String sentence, String key, String expression, String out) {
        assertThat(out(key, expression)).isEqualTo(out);
    }

    /** Returns the names of the members that the requirement puts out, of all that a target can have. */
    private static String out(String key, String expression) {
        PodView pod = GivenCluster.pod(
                "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                        + "[{matchExpressions: [{key: " + key + ", " + expression.substring(1) + "]}]}}}}");
        Requirement requirement = pod.requiredNodeAffinity()
                .orElseThrow()
                .get(0)
                .matchExpressions()
                .get(0);
        Proofs proofs = new Proofs(INVENTORY);
        List<String> out = new ArrayList<>();
        members().forEach((name, member) -> {
            if (proofs.rulesOut(requirement, member)) {
                out.add(name);
            }
        });
        out.sort(null);
        return out.isEmpty() ? "-" : String.join(" ", out);
    }

    /** {@code gcp-bare} are the nodes of gcp without the provider label, {@code bare} those of no known provider. */
    private static Map<String, Member> members() {
        Map<String, Member> members = new LinkedHashMap<>();
        INVENTORY.providers().all().forEach(provider -> {
            String name = provider.name();
            members.put(name, new Member.Named(INVENTORY.providers().named(name), name, true));
        });
        members.put("gcp-bare", new Member.Named(INVENTORY.providers().named("gcp"), "gcp", false));
        members.put("bare", new Member.Unlabelled());
        members.put("unseen", new Member.Unseen());
        return members;
    }
}
