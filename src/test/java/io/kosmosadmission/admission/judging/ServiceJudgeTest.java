package io.kosmosadmission.admission.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.Service;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceJudgeTest {

    private static final String ON_SCALEWAY = "foreignLoadBalancers: {mode: Enforce, platform: scaleway}";

    private static Service service(String annotations, String loadBalancerClass) {
        Map<String, String> written = annotations.isEmpty()
                ? Map.of()
                : List.of(annotations.split(" ")).stream().collect(Collectors.toMap(key -> key, key -> "x"));
        return new Service(
                new ObjectMeta("shop", "web", "", "", Map.of(), written, List.of(), "", false),
                true,
                loadBalancerClass,
                false,
                Map.of("app", "web"),
                false);
    }

    private static ClusterState state(String rules, String manifests) {
        Inventory inventory = GivenCluster.inventory(rules, manifests);
        return new ClusterState(GivenCluster.configuration(rules), inventory);
    }

    private static Verdict judge(String rules, String manifests, Service service) {
        ClusterState state = state(rules, manifests);
        Configuration configuration = state.configuration();
        return state.serviceJudge().judge(service, new Scope(configuration, Namespace.bare("shop"), Mode.Enforce));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing                             | ''                                | ''                  | ''
        its own                             | service.beta.kubernetes.io/scw-loadbalancer-type | ''   | ''
        another's annotation                | load-balancer.hetzner.cloud/name  | ''                  | KA401
        another's class                     | ''                                | service.k8s.aws/nlb | KA401
        both are one                        | load-balancer.hetzner.cloud/name  | service.k8s.aws/nlb | KA401
        a class of no cloud                 | ''                                | tailscale           | ''
        beside which no annotation is read  | load-balancer.hetzner.cloud/name  | tailscale           | ''
        """)
    void objections(String sentence, String annotations, String loadBalancerClass, String codes) {
        Verdict verdict = judge(ON_SCALEWAY, "", service(annotations, loadBalancerClass));
        assertThat(verdict.objections().stream().map(Objection::code).collect(Collectors.joining(" ")))
                .isEqualTo(codes);
    }

    /** A configured platform is no matter of the cluster; what only a node shows is read live before a denial. */
    @Test
    void aDenialByTheDefaultPlatformRestsOnANodeOfIt() {
        Service foreign = service("load-balancer.hetzner.cloud/name", "");
        Verdict byDefault = judge("foreignLoadBalancers: Enforce", GivenCluster.THREE_PROVIDERS, foreign);
        assertThat(byDefault.objections())
                .extracting(Objection::evidence)
                .containsExactly(Set.of(ObjectKey.node("scw-1")));
        assertThat(judge(ON_SCALEWAY, GivenCluster.THREE_PROVIDERS, foreign).objections())
                .extracting(Objection::evidence)
                .containsExactly(Set.of());
    }

    /** A Service may have hundreds of annotations and names of any length: the key fact comes first all the same. */
    @Test
    void theKeyFactStandsInTheFirst120Characters() {
        String message = judge(ON_SCALEWAY, "", service("load-balancer.hetzner.cloud/use-private-ip", ""))
                .objections()
                .get(0)
                .message("");
        assertThat(message.substring(0, 120))
                .contains("ignores annotation load-balancer.hetzner.cloud/use-private-ip of hetzner");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the same            | a.hetzner | a.hetzner           | false
        one less            | a.hetzner b.hetzner | a.hetzner | false
        one more            | a.hetzner | a.hetzner b.hetzner | true
        another             | a.hetzner | b.hetzner           | true
        one of its own more | a.hetzner | a.hetzner own       | false
        """)
    void isWorse(String sentence, String before, String after, String worse) {
        ClusterState state = state(ON_SCALEWAY, "");
        assertThat(state.serviceJudge().isWorse(service(written(after), ""), service(written(before), "")))
                .isEqualTo(Boolean.parseBoolean(worse));
    }

    private static String written(String names) {
        return List.of(names.split(" ")).stream()
                .map(name -> name.equals("own")
                        ? "service.beta.kubernetes.io/scw-loadbalancer-type"
                        : "load-balancer.hetzner.cloud/" + name)
                .collect(Collectors.joining(" "));
    }
}
