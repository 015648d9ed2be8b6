package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.kube.ObjectKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadBalancerFindingsTest {

    private static final String SERVICE = """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: %s, namespace: %s, annotations: {%s: x}}
            spec: {type: %s, externalTrafficPolicy: Local, selector: {app: web}}
            """;
    private static final String HETZNER = "load-balancer.hetzner.cloud/name";
    private static final String TARGETS = "service.beta.kubernetes.io/scw-loadbalancer-target-node-labels";

    private static String service(String name, String namespace, String annotation) {
        return SERVICE.formatted(name, namespace, annotation, "LoadBalancer");
    }

    private static List<Finding> findings(String rules, String services) {
        ClusterState state = new ClusterState(
                GivenCluster.configuration(rules),
                GivenCluster.inventory(rules, GivenCluster.THREE_PROVIDERS + services));
        return Findings.ofConsumers(state).all();
    }

    @Test
    void aServiceOfAnotherCloudIsFoundOnTheServiceItself() {
        assertThat(findings("contact: \"#platform\"", service("web", "shop", HETZNER)))
                .containsExactly(new Finding(
                        Finding.Check.ForeignLoadBalancer,
                        List.of(ObjectKey.service("shop", "web")),
                        "[KA401] service \"web\": scaleway's controller ignores annotation load-balancer.hetzner.cloud/name"
                                + " of hetzner, so that its load balancer gets the defaults; write"
                                + " service.beta.kubernetes.io/scw-loadbalancer-… instead. #platform"));
    }

    /** Its value is kept, since it says which. */
    @Test
    void aServiceWhoseBackendsNobodyHasIsFound() {
        assertThat(findings("", service("web", "shop", TARGETS)))
                .extracting(Finding::message)
                .containsExactly(
                        "service \"web\" takes only nodes with x exists as backends, but load balancers have no such"
                                + " node: its own answers nobody; name labels that nodes bear");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        in Audit, of which only findings tell | foreignLoadBalancers: Audit         | 1
        in a cluster all in Audit             | mode: Audit                         | 1
        in Warn                               | foreignLoadBalancers: Warn          | 1
        Disabled                              | foreignLoadBalancers: Disabled      | 0
        in a cluster all Disabled             | mode: Disabled                      | 0
        in an exempt namespace                | exempt: [{namespaces: [shop]}]      | 0
        where nobody's controller is known    | 'providers: [{name: scaleway, platform: aws}]' | 0
        on its own platform                   | foreignLoadBalancers: {platform: hetzner} | 0
        """)
    void modes(String sentence, String rules, int found) {
        assertThat(findings(rules, service("web", "shop", HETZNER))).hasSize(found);
    }

    @Test
    void whatIsNoLoadBalancerOrBeingDeletedIsLeftAlone() {
        String clusterIp = SERVICE.formatted("in", "shop", HETZNER, "ClusterIP");
        String deleted = service("web", "shop", HETZNER)
                .replace("name: web", "name: web, deletionTimestamp: \"2026-01-01T00:00:00Z\"");
        String system = service("web", "kube-system", HETZNER);
        assertThat(findings("", clusterIp + deleted + system)).isEmpty();
    }

    /** As kubectl apply leaves it when both are in one folder. */
    @Test
    void aServiceThatIsNoLoadBalancerAnyMoreIsForgotten() {
        String before = service("web", "shop", HETZNER);
        assertThat(findings("", before + before.replace("type: LoadBalancer", "type: ClusterIP")))
                .isEmpty();
    }
}
